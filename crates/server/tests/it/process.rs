//! A `varebro` of one's own: its folder, its output, its end.
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

/// With nothing of the tester's environment that Varebro reads.
pub fn varebro(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_varebro"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("VAREBRO_") {
            command.env_remove(name);
        }
    }
    command
        .env("VAREBRO_DATA", data)
        .env("VAREBRO_LISTEN", "127.0.0.1:0");
    command
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// One that listens; killed when dropped.
pub struct Running {
    child: Child,
    /// What it printed when it was ready.
    pub line: String,
    out: BufReader<std::process::ChildStdout>,
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        Self { child, line, out }
    }

    pub fn url(&self) -> &str {
        self.line.trim().strip_prefix("Varebro: ").unwrap()
    }

    /// The rest of the next line, which must begin so; the first line counts too.
    pub fn after(&mut self, start: &str) -> String {
        if self.line.is_empty() {
            self.out.read_line(&mut self.line).unwrap();
        }
        let line = std::mem::take(&mut self.line);
        line.trim_end().strip_prefix(start).unwrap().to_owned()
    }

    /// As an operator's service manager does it; true if it ended well.
    pub fn ends_on(&mut self, signal: Signal) -> bool {
        let id = Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        kill(id, signal).unwrap();
        let mut rest = String::new();
        while self.out.read_line(&mut rest).unwrap() > 0 {}
        self.child.wait().unwrap().success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
