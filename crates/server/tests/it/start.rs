//! Starting and stopping.
use std::{
    io::{Read, Write},
    net::TcpListener,
};

use nix::sys::signal::Signal;

use crate::process::{Running, said, varebro};

async fn status(url: &str) -> u16 {
    // Already installed when another test was first.
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::get(url).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn it_says_where_it_listens_and_that_it_is_well_and_stops_when_asked() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let folder = tempfile::tempdir().unwrap();
        let mut running = Running::start(&mut varebro(folder.path()));
        assert!(running.url().starts_with("http://localhost:"));
        let health = format!("{}/healthz", running.url());
        assert_eq!(status(&health).await, 200);
        assert!(running.ends_on(signal));
        assert!(folder.path().join("varebro.db").exists());
        assert!(folder.path().join("secret.key").exists());
    }
}

#[tokio::test]
async fn pages_and_work_can_be_apart_on_postgres() {
    let Some(database) = testkit::postgres::Database::from_env().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let start = |role: &str| {
        let mut command = varebro(folder.path());
        command.env("VAREBRO_DATABASE_URL", &database.url);
        Running::start(command.arg(role))
    };
    let (mut web, mut worker) = (start("web"), start("worker"));
    assert_eq!(status(&format!("{}/healthz", web.url())).await, 200);
    assert!(worker.line.contains("no pages"), "{}", worker.line);
    assert!(worker.ends_on(Signal::SIGTERM));
    assert!(web.ends_on(Signal::SIGTERM));
}

#[test]
fn a_wrong_setting_stops_the_start_with_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = varebro(folder.path());
    let ended = command.env("VAREBRO_LISTEN", "nowhere").output().unwrap();
    assert!(!ended.status.success());
    let said = said(&ended);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("VAREBRO_LISTEN is \"nowhere\""), "{said}");
    assert!(said.contains("VAREBRO_LISTEN=0.0.0.0:8080"), "{said}");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = varebro(folder.path());
    let ended = command.env("VAREBRO_LISTEN", &address).output().unwrap();
    assert!(!ended.status.success());
    assert!(said(&ended).contains(&address), "{}", said(&ended));
}

#[test]
fn a_database_that_is_not_there_is_told_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = varebro(folder.path());
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap();
    // Something else than PostgreSQL listens there.
    std::thread::spawn(move || {
        for caller in other.incoming().map_while(Result::ok) {
            let (mut asked, mut caller) = ([0; 8], caller);
            drop(caller.read_exact(&mut asked));
            drop(caller.write_all(b"?"));
        }
    });
    let url = format!("postgres://varebro:hemmelig@{address}/varebro");
    let ended = command
        .env("VAREBRO_DATABASE_URL", &url)
        .arg("migrate")
        .output()
        .unwrap();
    assert!(!ended.status.success());
    assert!(said(&ended).contains("database"), "{}", said(&ended));
    assert!(!said(&ended).contains("hemmelig"), "{}", said(&ended));
}

#[test]
fn the_schema_can_be_made_before_anything_runs() {
    let folder = tempfile::tempdir().unwrap();
    let ended = varebro(folder.path()).arg("migrate").output().unwrap();
    assert!(ended.status.success(), "{}", said(&ended));
    assert!(folder.path().join("varebro.db").exists());
}

#[test]
fn an_operator_is_added_by_an_address_that_can_be_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let add = |email: &str| {
        let mut command = varebro(folder.path());
        command.args(["operator", "add", email]).output().unwrap()
    };
    assert!(!add("nobody").status.success());
    let added = add("Drift@Varebro.no");
    assert!(added.status.success(), "{}", said(&added));
    assert!(String::from_utf8_lossy(&added.stdout).contains("drift@varebro.no"));
}

#[test]
fn a_months_shops_are_counted_anew_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let recount = |month: &str| {
        let mut command = varebro(folder.path());
        command.args(["recount", month]).output().unwrap()
    };
    let done = recount("2026-10");
    assert!(done.status.success(), "{}", said(&done));
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.starts_with("0 rows were not"), "{told}");
    let wrong = recount("oktober");
    assert!(!wrong.status.success());
    assert!(said(&wrong).contains("is no month"), "{}", said(&wrong));
}
