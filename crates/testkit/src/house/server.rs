//! The product's own HTTP server, on a real port and a thread of its own.
use std::{net::TcpListener, thread::JoinHandle};

use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    web::{Data, PayloadConfig},
};
use app::Ctx;

/// Stops when dropped.
pub struct Server {
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(ctx: Ctx, listener: TcpListener) -> Self {
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new()
                        .app_data(Data::new(ctx.clone()))
                        .app_data(Data::new(web::Proxies(Vec::new())))
                        // As the binary has it.
                        .app_data(PayloadConfig::new(4 << 20))
                        .configure(web::routes)
                });
                let server = server
                    .workers(1)
                    .disable_signals()
                    .listen(listener)
                    .unwrap()
                    .run();
                tell.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self {
            handle: told.recv().unwrap(),
            thread: Some(thread),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        futures::executor::block_on(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}
