//! The product in a process of its own, that can be killed in the middle of anything.
use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use anyhow::bail;

use crate::house::Wiring;

/// Killed when dropped.
pub struct Process {
    child: Child,
    wiring: Wiring,
}

impl Process {
    /// Returns once it answers.
    pub fn start(wiring: Wiring) -> anyhow::Result<Self> {
        let child = spawn(&wiring)?;
        Ok(Self { child, wiring })
    }

    /// SIGKILL, and waits until it is gone.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }

    pub fn start_again(&mut self) -> anyhow::Result<()> {
        self.child = spawn(&self.wiring)?;
        Ok(())
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Where its lines of log go, of all its lives.
pub fn log_of(wiring: &Wiring) -> PathBuf {
    wiring.folder.join("log")
}

/// A port that nobody listens on.
pub fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

fn spawn(wiring: &Wiring) -> anyhow::Result<Child> {
    let log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(log_of(wiring))?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg("serve")
        .arg(serde_json::to_string(wiring)?)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()?;
    let mut said = String::new();
    if let Some(stdout) = child.stdout.take() {
        BufReader::new(stdout).read_line(&mut said)?;
    }
    if said.trim() != "ready" {
        drop(child.kill());
        bail!(
            "the product did not start; see {}",
            log_of(wiring).display()
        );
    }
    Ok(child)
}
