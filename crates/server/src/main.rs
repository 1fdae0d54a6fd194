//! The one binary: reads settings, wires the house together and plays the roles it is asked for.
mod commands;
mod demo;
mod roles;
mod serve;
mod settings;
mod simulate;
mod telemetry;
mod wiring;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

// The machine's own allocator keeps a heap for each thread and gives little back: a large shop's first day took half as
// much memory again.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // Before anything speaks TLS: nobody else chooses, and a client without a provider panics.
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        eprintln!("Varebro stops: TLS was set up twice");
        return ExitCode::FAILURE;
    }
    match commands::run(commands::Line::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Varebro stops: {error:#}");
            ExitCode::FAILURE
        }
    }
}
