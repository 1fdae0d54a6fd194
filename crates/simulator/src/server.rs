//! A real HTTP server on a real port, in a thread of its own, that can go down and come up again.

use std::{
    any::Any,
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    os::fd::AsFd,
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use actix_web::{
    App, HttpResponse, HttpServer, dev::Extensions, dev::ServerHandle, middleware::from_fn,
    rt::System, web::ServiceConfig,
};
use socket2::{Domain, Socket, Type};

use crate::trouble::{Front, suffer};

/// How one system names its calls and says its refusals.
#[derive(Clone, Copy)]
pub struct Manner {
    /// From method and raw path to the kind that is counted, such as `orders.create`.
    pub kind: fn(&str, &str) -> String,
    pub keys_revoked: fn() -> HttpResponse,
    pub rate_limited: fn(Option<Duration>) -> HttpResponse,
    /// A failure with this status.
    pub broken: fn(u16) -> HttpResponse,
}

type Start = Box<dyn Fn(TcpListener) -> io::Result<Running> + Send + Sync>;

/// Stops when dropped.
pub struct Server {
    address: SocketAddr,
    /// Bound but never listening: the port stays ours while the server is down.
    _port: Socket,
    start: Start,
    running: Mutex<Option<Running>>,
}

struct Running {
    handle: ServerHandle,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves on `127.0.0.1:port`; 0 takes any that is free.
    pub fn start(
        port: u16,
        routes: impl Fn(&mut ServiceConfig) + Clone + Send + Sync + 'static,
        front: Front,
    ) -> io::Result<Self> {
        Self::start_at(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), routes, front)
    }

    /// As `start`, on an address of the caller's.
    pub fn start_at(
        address: SocketAddr,
        routes: impl Fn(&mut ServiceConfig) + Clone + Send + Sync + 'static,
        front: Front,
    ) -> io::Result<Self> {
        let port = bound(address)?;
        let address = port
            .local_addr()?
            .as_socket()
            .ok_or(io::ErrorKind::AddrNotAvailable)?;
        let server = Self {
            address,
            _port: port,
            start: Box::new(move |listener| serve(listener, routes.clone(), front.clone())),
            running: Mutex::new(None),
        };
        server.come_up()?;
        Ok(server)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Connections are refused from now on, and those that stand are cut.
    pub fn go_down(&self) {
        if let Some(running) = self.running().take() {
            running.stop();
        }
    }

    pub fn come_up(&self) -> io::Result<()> {
        let mut running = self.running();
        if running.is_none() {
            let socket = bound(self.address)?;
            socket.listen(1024)?;
            socket.set_nonblocking(true)?;
            *running = Some((self.start)(socket.into())?);
        }
        Ok(())
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.go_down();
    }
}

impl Running {
    fn stop(self) {
        futures::executor::block_on(self.handle.stop(false));
        // A thread that panicked has said so itself.
        drop(self.thread.join());
    }
}

/// The caller's end of a connection, kept at hand so that it can be cut.
pub(crate) struct Line(TcpStream);

impl Line {
    pub fn cut(&self) {
        // It may be cut already.
        drop(self.0.shutdown(Shutdown::Both));
    }
}

fn bound(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(true)?;
    socket.bind(&address.into())?;
    Ok(socket)
}

fn serve(
    listener: TcpListener,
    routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    front: Front,
) -> io::Result<Running> {
    let (tell, told) = mpsc::channel();
    let thread = thread::Builder::new()
        .name("simulator".to_owned())
        .spawn(move || {
            System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    let front = front.clone();
                    App::new()
                        .wrap(from_fn(move |call, next| suffer(front.clone(), call, next)))
                        .configure(routes.clone())
                })
                .workers(1)
                .disable_signals()
                .keep_alive(Duration::from_secs(60))
                .on_connect(keep_line)
                .listen(listener)
                .map(HttpServer::run);
                let started = server.as_ref().map(actix_web::dev::Server::handle);
                let listens = tell.send(started.map_err(|error| io::Error::from(error.kind())));
                if let (Ok(server), Ok(())) = (server, listens) {
                    // It ends when it is stopped.
                    drop(server.await);
                }
            });
        })?;
    let handle = told.recv().map_err(io::Error::other)??;
    Ok(Running { handle, thread })
}

fn keep_line(connection: &dyn Any, data: &mut Extensions) {
    let stream = connection.downcast_ref::<actix_web::rt::net::TcpStream>();
    if let Some(line) = stream.and_then(|stream| stream.as_fd().try_clone_to_owned().ok()) {
        data.insert(Line(TcpStream::from(line)));
    }
}
