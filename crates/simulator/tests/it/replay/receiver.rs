//! Somebody who takes what a shop sends: deliveries, pings and keys.

use std::sync::mpsc;

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

pub struct Receiver {
    pub url: String,
    arrived: UnboundedReceiver<Received>,
    handle: actix_web::dev::ServerHandle,
}

impl Receiver {
    /// Answers 200, but under `/s202`, `/s204` and `/fail` what they say.
    pub fn start() -> Self {
        let (tell, arrived) = unbounded_channel();
        let (started, when_started) = mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new()
                        .app_data(Data::new(tell.clone()))
                        .default_service(web::to(take))
                });
                let server = server
                    .workers(1)
                    .disable_signals()
                    .bind("127.0.0.1:0")
                    .unwrap();
                let address = server.addrs()[0];
                let server = server.run();
                started.send((address, server.handle())).unwrap();
                server.await.unwrap();
            });
        });
        let (address, handle) = when_started.recv().unwrap();
        Self {
            url: format!("http://{address}"),
            arrived,
            handle,
        }
    }

    pub async fn next(&mut self) -> Received {
        // Only so that a test which waits in vain ends.
        let patience = std::time::Duration::from_secs(10);
        let arrived = tokio::time::timeout(patience, self.arrived.recv()).await;
        arrived.expect("nothing arrived").unwrap()
    }

    /// What has arrived and was not looked at.
    pub fn rest(&mut self) -> Vec<Received> {
        std::iter::from_fn(|| self.arrived.try_recv().ok()).collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

async fn take(
    tell: Data<UnboundedSender<Received>>,
    call: HttpRequest,
    body: Bytes,
) -> HttpResponse {
    let headers = call
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let received = Received {
        path: call.path().to_owned(),
        headers: headers.collect(),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    let answer = match received.path.split('/').nth(1) {
        Some("s202") => HttpResponse::Accepted(),
        Some("s204") => HttpResponse::NoContent(),
        Some("fail") => HttpResponse::InternalServerError(),
        _ => HttpResponse::Ok(),
    }
    .finish();
    // The test may have seen enough and be gone.
    drop(tell.send(received));
    answer
}
