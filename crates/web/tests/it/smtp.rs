//! Mail by SMTP, to a server that takes it, one that has no time, and one that never will.
use std::sync::{Arc, Mutex};

use app::{
    Ctx,
    mail::{Mailer, SmtpFault},
};
use chrono::TimeDelta;
use testkit::House;
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

impl Post {
    async fn open(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = got.clone();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(serve(caller, answer, kept.clone()));
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

async fn serve(caller: TcpStream, answer: &str, kept: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = caller.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post\r\n").await.unwrap();
    let mut mail: Option<String> = None;
    while let Ok(Some(line)) = lines.next_line().await {
        let reply = match (&mut mail, line.as_str()) {
            (Some(_), ".") => {
                kept.lock().unwrap().extend(mail.take());
                "250 taken"
            }
            (Some(mail), line) => {
                mail.push_str(line);
                mail.push('\n');
                continue;
            }
            (None, line) if line.starts_with("RCPT") => answer,
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
