//! What the policies around a handler think of the origin, for the [`CheckedOrigin`](super::CheckedOrigin) in there.
//!
//! A mark in the request would cost every request an insertion and a removal, for the few handlers that ask. So the
//! answer stands here while what is inside runs, and costs a few instructions. What runs elsewhere (a task of its own)
//! or asks for another request finds none, which is an error and no leave.

use std::cell::Cell;

use actix_web::dev::RequestHead;

/// Whether the origin of this request is allowed. The head is looked at only as an address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checked {
    head: *const RequestHead,
    allowed: bool,
}

thread_local! {
    static INNERMOST: Cell<Option<Checked>> = const { Cell::new(None) };
}

impl Checked {
    pub(super) fn new(head: &RequestHead, allowed: bool) -> Self {
        Self { head, allowed }
    }

    /// Runs `inside`: a call of the service, or a poll of its future.
    pub(super) fn around<R>(self, inside: impl FnOnce() -> R) -> R {
        let _restore = Restore(INNERMOST.replace(Some(self)));
        inside()
    }
}

/// What the innermost that checked says of the request with this head; `None` where nobody did.
pub(super) fn innermost(head: &RequestHead) -> Option<bool> {
    INNERMOST.get().filter(|checked| std::ptr::eq(checked.head, head)).map(|checked| checked.allowed)
}

/// Dropped also where the inside panics: what comes next on this thread is another request.
struct Restore(Option<Checked>);

impl Drop for Restore {
    fn drop(&mut self) {
        INNERMOST.set(self.0);
    }
}
