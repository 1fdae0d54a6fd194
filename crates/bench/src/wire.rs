//! One kept connection to the door, as thin as it can be so that it is not itself what is measured.
use std::net::SocketAddr;

use anyhow::{bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Wire {
    pub async fn open(at: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        let read = Vec::with_capacity(4096);
        Ok(Self { stream, read })
    }

    /// The status of the answer, which must have no body.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.read.clear();
        while !self.read.ends_with(b"\r\n\r\n") {
            if self.stream.read_buf(&mut self.read).await? == 0 {
                bail!("the door closed the connection");
            }
        }
        let head = std::str::from_utf8(&self.read)?;
        ensure!(
            head.contains("content-length: 0\r\n"),
            "an answer with a body"
        );
        Ok(head.get(9..12).unwrap_or_default().parse()?)
    }
}
