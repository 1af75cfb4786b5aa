//! An API and a blank page, each on a port of this machine, and a record of what reached the API.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actix_web::body::MessageBody;
use actix_web::dev::{ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, HttpServer, web};

/// What reached the API: method, path, and the cookie if there was one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record(Arc<Mutex<Vec<String>>>);

impl Record {
    /// Everything since the last call.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("no test panics while it writes"))
    }

    fn note(&self, req: &ServiceRequest) {
        let text = |name| req.headers().get(name).and_then(|value| value.to_str().ok());
        let mut line = format!("{} {}", req.method(), req.path());
        for value in [text(header::ACCESS_CONTROL_REQUEST_METHOD), text(header::COOKIE)].into_iter().flatten()
        {
            line = format!("{line} {value}");
        }
        self.0.lock().expect("no test panics while it writes").push(line);
    }
}

/// Running servers. They end when this is dropped.
pub(crate) struct Site {
    pub(crate) record: Record,
    /// The API's port.
    api: u16,
    /// The port of the blank page.
    page: u16,
    handles: [ServerHandle; 2],
}

impl Site {
    /// Serves `routes`, and a blank page under every other host name.
    pub(crate) fn start(routes: fn(&mut web::ServiceConfig)) -> Self {
        let free_port = || TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
        let (record, api, page) = (Record::default(), free_port(), free_port());
        let ports = (port(&api), port(&page));
        let of_api = {
            let record = record.clone();
            HttpServer::new(move || App::new().app_data(record.clone()).configure(routes).wrap(from_fn(note)))
        };
        let blank =
            async || HttpResponse::Ok().content_type("text/html").body("<!doctype html><title>page</title>");
        let of_pages = HttpServer::new(move || App::new().route("/", web::get().to(blank)));
        let of_api = of_api.workers(1).disable_signals().listen(api).expect("a server").run();
        let of_pages = of_pages.workers(1).disable_signals().listen(page).expect("a server").run();
        let handles = [of_api.handle(), of_pages.handle()];
        actix_web::rt::spawn(of_api);
        actix_web::rt::spawn(of_pages);
        Self { record, api: ports.0, page: ports.1, handles }
    }

    /// The address of the API.
    pub(crate) fn api(&self, path: &str) -> String {
        format!("http://api.localhost:{}{path}", self.api)
    }

    /// The address of the blank page under a host name.
    pub(crate) fn page(&self, host: &str) -> String {
        format!("http://{host}:{}/", self.page)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for handle in &self.handles {
            actix_web::rt::spawn(handle.stop(false));
        }
    }
}

async fn note(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(record) = req.app_data::<Record>() {
        record.note(&req);
    }
    next.call(req).await
}

/// Gives the browser the cookie `session=secret`.
pub(crate) async fn session() -> HttpResponse {
    let cookie = "session=secret; Path=/; SameSite=None; Secure; Partitioned";
    HttpResponse::NoContent().insert_header((header::SET_COOKIE, cookie)).finish()
}

/// In the page: `ask(url, method, options)` is the response's status, or `"refused"`.
pub(crate) const ASK: &str = "
    const ask = (url, method, options) => fetch(url, { method, ...options })
        .then((response) => response.status, () => 'refused');
";
