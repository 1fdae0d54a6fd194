//! Mail by SMTP, to a server that takes it, one that has no time, and one that never will.
use std::sync::{Arc, Mutex};

use app::{
    Ctx,
    mail::{Mailer, SmtpFault},
};
use chrono::TimeDelta;
use testkit::{House, TestClock, until};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

const EMAIL: &str = "kari@kaffekompaniet.example";

/// A mail server that answers every recipient alike, and keeps what it is sent.
struct Post {
    url: String,
    got: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone)]
struct Manners {
    /// To a recipient, and when it has all of a mail.
    recipient: &'static str,
    taken: &'static str,
    /// What shows how long a mail takes.
    clock: Option<Arc<TestClock>>,
}

const SLOW: TimeDelta = TimeDelta::seconds(120);

impl Post {
    async fn open(recipient: &'static str) -> Self {
        Self::with(Manners {
            recipient,
            taken: "250 taken",
            clock: None,
        })
        .await
    }

    async fn with(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = got.clone();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(serve(caller, manners.clone(), kept.clone()));
            }
        });
        Self {
            url: format!("smtp://{address}?from=post%40varebro.example"),
            got,
        }
    }

    fn got(&self) -> Vec<String> {
        self.got.lock().unwrap().clone()
    }
}

async fn serve(caller: TcpStream, manners: Manners, kept: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = caller.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post\r\n").await.unwrap();
    let mut mail: Option<String> = None;
    while let Ok(Some(line)) = lines.next_line().await {
        let reply = match (&mut mail, line.as_str()) {
            (Some(_), ".") => {
                kept.lock().unwrap().extend(mail.take());
                if let Some(clock) = &manners.clock {
                    clock.advance(SLOW);
                }
                manners.taken
            }
            (Some(mail), line) => {
                mail.push_str(line);
                mail.push('\n');
                continue;
            }
            (None, line) if line.starts_with("RCPT") => manners.recipient,
            (None, "DATA") => {
                mail = Some(String::new());
                "354 go on"
            }
            (None, _) => "250 well",
        };
        write
            .write_all(format!("{reply}\r\n").as_bytes())
            .await
            .unwrap();
    }
}

/// Somebody who signs up, so that there is a mail to send.
async fn with_mail(house: &House, post: &Post) -> Ctx {
    let mut ctx = house.ctx.clone();
    ctx.mailer = Mailer::smtp(&post.url.as_str().into()).unwrap();
    crate::people::sign_up(house, EMAIL).await;
    ctx
}

async fn send(ctx: &Ctx) -> u64 {
    app::mail::send_due(ctx).await.unwrap()
}

/// What stands behind this in a mail's head.
fn line(mail: &str, name: &str) -> String {
    let found = mail.lines().find_map(|line| line.strip_prefix(name));
    found
        .unwrap_or_else(|| panic!("no {name}in {mail}"))
        .to_owned()
}

#[actix_web::test]
async fn a_mail_goes_out_once_with_text_and_html() {
    let house = House::bare().await;
    let post = Post::open("250 well").await;
    let ctx = with_mail(&house, &post).await;
    assert_eq!(send(&ctx).await, 1);
    assert_eq!(send(&ctx).await, 0);
    let got = post.got();
    assert_eq!(got.len(), 1);
    for text in [
        "From: Varebro <post@varebro.example>",
        &format!("To: {EMAIL}"),
        "Subject: Bekreft e-posten din",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
    ] {
        assert!(got[0].contains(text), "{text}\n{}", got[0]);
    }
}

#[actix_web::test]
async fn a_mail_waits_for_a_server_that_has_no_time() {
    let house = House::bare().await;
    let busy = Post::open("451 later").await;
    let mut ctx = with_mail(&house, &busy).await;
    assert_eq!(send(&ctx).await, 0);
    let post = Post::open("250 well").await;
    ctx.mailer = Mailer::smtp(&post.url.as_str().into()).unwrap();
    assert_eq!(send(&ctx).await, 0, "not yet");
    house.clock.advance(TimeDelta::seconds(61));
    assert_eq!(send(&ctx).await, 1);
    assert_eq!(post.got().len(), 1);
}

#[actix_web::test]
async fn a_slow_server_gets_each_mail_once_though_two_workers_send() {
    let house = House::bare().await;
    let slow = Post::with(Manners {
        recipient: "250 well",
        taken: "250 taken",
        clock: Some(house.clock.clone()),
    })
    .await;
    let ctx = with_mail(&house, &slow).await;
    const MAILS: usize = 6;
    for one in 1..MAILS {
        crate::people::sign_up(&house, &format!("kari-{one}@kaffekompaniet.example")).await;
    }
    let other = async {
        // The first worker is at its second mail when this one begins, and twelve minutes are longer than a lease.
        until(async || !slow.got().is_empty()).await;
        until(async || {
            send(&ctx).await;
            slow.got().len() >= MAILS
        })
        .await;
    };
    tokio::join!(send(&ctx), other);
    let mut readers: Vec<_> = slow.got().iter().map(|mail| line(mail, "To: ")).collect();
    readers.sort();
    assert_eq!(readers.len(), MAILS, "{readers:?}");
    readers.dedup();
    assert_eq!(readers.len(), MAILS, "{readers:?}");
}

#[actix_web::test]
async fn a_mail_that_is_sent_again_can_be_known_for_the_same() {
    let house = House::bare().await;
    let forgetful = Post::with(Manners {
        recipient: "250 well",
        taken: "451 what was it",
        clock: None,
    })
    .await;
    let ctx = with_mail(&house, &forgetful).await;
    assert_eq!(send(&ctx).await, 0);
    house.clock.advance(TimeDelta::seconds(61));
    assert_eq!(send(&ctx).await, 0);
    let got = forgetful.got();
    assert_eq!(got.len(), 2);
    let name = line(&got[0], "Message-ID: ");
    assert!(name.ends_with("@varebro.example>"), "{name}");
    assert_eq!(line(&got[1], "Message-ID: "), name);
}

#[actix_web::test]
async fn a_mail_that_nobody_will_take_is_given_up() {
    let house = House::bare().await;
    let never = Post::open("550 unknown").await;
    let mut ctx = with_mail(&house, &never).await;
    assert_eq!(send(&ctx).await, 0);
    let post = Post::open("250 well").await;
    ctx.mailer = Mailer::smtp(&post.url.as_str().into()).unwrap();
    house.clock.advance(TimeDelta::days(3));
    assert_eq!(send(&ctx).await, 0);
    assert!(post.got().is_empty());
}

#[test]
fn a_wrong_address_of_the_mail_server_is_told() {
    let fault = |url: &str| Mailer::smtp(&url.into()).err();
    assert_eq!(fault("mail.example"), Some(SmtpFault::Url));
    assert_eq!(fault("https://mail.example"), Some(SmtpFault::Url));
    assert_eq!(
        fault("smtps://mail.example?from=post"),
        Some(SmtpFault::From)
    );
    assert_eq!(fault("smtps://user:word@mail.example:465"), None);
}
