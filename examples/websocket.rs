//! A WebSocket and a form that only our own pages may use. CORS covers neither; `AllowedOrigin` does.
//!
//! ```text
//! cargo run -p cors-examples --example websocket
//! cargo run -p cors-examples --example websocket -- --address 127.0.0.1 --port 8080
//! ```
//!
//! It prints where it listens, a page to open in a browser, and `curl` lines to try.

use actix_web::http::header::ContentType;
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, Responder, get, post, rt, web};
use actix_ws::Message;
use cors_examples::{Failure, STOP};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
use futures_util::StreamExt as _;

cors! {
    /// The web app, with the user's cookies.
    pub const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, POST],
        credentials: true,
    };
}

/// Echoes every text message, prefixed with the page's origin.
#[get("/ws")]
async fn echo(
    origin: CheckedOrigin,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    let (response, mut session, mut messages) = actix_ws::handle(&request, body)?;
    rt::spawn(async move {
        while let Some(Ok(message)) = messages.next().await {
            let sent = match message {
                Message::Text(text) => session.text(format!("{origin}: {text}")).await,
                Message::Ping(bytes) => session.pong(&bytes).await,
                Message::Close(reason) => return session.close(reason).await.unwrap_or_default(),
                _ => Ok(()),
            };
            if sent.is_err() {
                return;
            }
        }
    });
    Ok(response)
}

/// Something that a form on another site must not be able to do for the user.
#[post("/transfer")]
async fn transfer(origin: CheckedOrigin) -> impl Responder {
    format!("done, for a page of {origin}\n")
}

#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok().content_type(ContentType::html()).body(PAGE)
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (listener, _) = cors_examples::listen(8080)?;
    // A service with a fixed name would use a `const` and `.or_same_origin("https://api.example.com")`. This one knows
    // its port only when it has started.
    let own = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    let guard = AllowedOrigin::of(APP).try_or_same_origin(&own)?;
    println!("Listening on {own}\n\n{APP}\n\n{}", lines_to_try(&own));

    let server = HttpServer::new(move || {
        let guarded = web::scope("/my").service(echo).service(transfer).wrap(guard.clone());
        App::new().service(page).service(guarded)
    });
    server.workers(2).listen(listener)?.run().await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str) -> String {
    let handshake = format!(
        "curl -i --max-time 1 {base}/my/ws -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
         -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='"
    );
    format!(
        "Open {base}/ in a browser, or try, in another terminal:

# A page of the app gets a socket, and so does a page of this server.
{handshake} -H 'Origin: https://app.example.com'
{handshake} -H 'Origin: {base}'

# A page of another origin does not, nor does a client that sends no origin.
{handshake} -H 'Origin: https://evil.example'
{handshake}

# The same for a form.
curl -i {base}/my/transfer --data amount=1 -H 'Origin: https://app.example.com'
curl -i {base}/my/transfer --data amount=1 -H 'Origin: https://evil.example'

{STOP}
"
    )
}

const PAGE: &str = r#"<!DOCTYPE html>
<meta charset="utf-8">
<title>WebSocket</title>
<p id="said">…</p>
<form action="/my/transfer" method="post"><button>Transfer</button></form>
<script>
    const socket = new WebSocket(`ws://${location.host}/my/ws`);
    const said = document.getElementById("said");
    socket.onopen = () => socket.send("hello");
    socket.onmessage = (event) => { said.textContent = event.data; };
    socket.onerror = () => { said.textContent = "refused"; };
</script>
"#;

#[cfg(test)]
mod tests {
    use cors_audit::audit;

    use super::APP;

    #[test]
    fn hostile_origins_get_nothing() {
        audit(APP, "https://api.example.com").assert_nothing_granted();
    }
}
