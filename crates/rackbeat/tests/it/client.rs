//! Every answer is sorted by what to do next: a tiny server says one thing, the client names it.

use std::{sync::Arc, time::Duration};

use actix_web::{App, HttpResponse, HttpServer, http::StatusCode, web};
use rackbeat::{Client, Error, NewOrder, Order, Pace, Page, Trouble};

/// What the tiny server answers, whatever is asked.
#[derive(Clone, Default)]
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    is_silent: bool,
}

fn json(status: u16, body: &str) -> Answer {
    Answer {
        status,
        headers: vec![("content-type", "application/json".to_owned())],
        body: body.to_owned(),
        is_silent: false,
    }
}

impl Answer {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn typed(mut self, content_type: &'static str) -> Self {
        self.headers.retain(|(name, _)| *name != "content-type");
        self.with("content-type", content_type)
    }
}

/// A client to a server that always answers this.
fn client(answer: Answer) -> Client {
    let server = HttpServer::new(move || {
        let answer = answer.clone();
        App::new().default_service(web::to(move || {
            let answer = answer.clone();
            async move {
                if answer.is_silent {
                    std::future::pending::<()>().await;
                }
                let mut response =
                    HttpResponse::build(StatusCode::from_u16(answer.status).unwrap());
                for header in &answer.headers {
                    response.append_header((header.0, header.1.as_str()));
                }
                response.body(answer.body)
            }
        }))
    });
    let server = server
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let base = format!("http://{}/api", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    to(&base, Duration::from_secs(20))
}

fn to(base: &str, timeout: Duration) -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    Client::new(
        http.build().unwrap(),
        base.parse().unwrap(),
        "hemmelig-nokkel".into(),
        Arc::new(Pace::default()),
        timeout,
    )
}

async fn order(answer: Answer) -> Result<Order, Error> {
    client(answer).order(1029).await
}

async fn orders(answer: Answer) -> Result<Page<Order>, Error> {
    client(answer).orders(1, 100).await
}

/// What doubt a write is left in, and whether the connection is at fault.
async fn judged(answer: Answer) -> (bool, bool) {
    let error = client(answer)
        .create_order(&NewOrder::default())
        .await
        .unwrap_err();
    (error.in_doubt(), error.is_connections_fault())
}

#[actix_web::test]
async fn a_list_is_good_with_200_and_with_206_and_by_any_wrapper() {
    let body = r#"{"orders":[{"number":1}],"total":41,"pages":3,"limit":20,"page":1}"#;
    for status in [200, 206] {
        let page = orders(json(status, body)).await.unwrap();
        assert_eq!(
            (page.items[0].number, page.total, page.pages, page.is_last()),
            (1, Some(41), Some(3), false)
        );
    }
    let strange = r#"{"sales_orders":[{"number":2}],"pages":1,"page":1}"#;
    assert_eq!(orders(json(206, strange)).await.unwrap().items[0].number, 2);
    let named_second = r#"{"meta":{},"orders":[{"number":3}]}"#;
    let page = orders(json(200, named_second)).await.unwrap();
    assert!(page.items[0].number == 3 && page.is_last());
}

#[actix_web::test]
async fn refusals_carry_their_words() {
    let body = r#"{"message":"The given data was invalid.","errors":{"lines.0.item_id":["Product 'A' is barred."]}}"#;
    let Err(Error::Invalid(said)) = order(json(422, body)).await else {
        panic!()
    };
    assert!(said.status == 422 && said.faults("item_id") && !said.faults("id"));
    assert!(said.mentions("IS BARRED"));
    let Err(Error::Invalid(said)) = order(json(400, r#"{"error":"no"}"#)).await else {
        panic!()
    };
    assert_eq!(said.message.as_deref(), Some("no"));
    let long = format!(r#"{{"message":"{}"}}"#, "å".repeat(1000));
    let Err(Error::Forbidden(said)) = order(json(403, &long)).await else {
        panic!()
    };
    assert_eq!(said.message.unwrap().chars().count(), 200);
    assert!(matches!(
        order(json(401, r#"{"message":"Unauthenticated."}"#)).await,
        Err(Error::Unauthorized)
    ));
    assert!(matches!(order(json(404, "{}")).await, Err(Error::NotFound)));
}

#[actix_web::test]
async fn a_wait_is_read_in_both_forms_and_capped() {
    let wait = async |answer| match order(answer).await {
        Err(Error::RateLimited(wait)) => wait.map(|wait| wait.as_secs()),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        wait(json(429, "{}").with("retry-after", "7")).await,
        Some(7)
    );
    assert_eq!(
        wait(json(429, "{}").with("retry-after", "86400")).await,
        Some(900)
    );
    assert_eq!(wait(json(429, "Too Many Attempts.")).await, None);
    assert_eq!(
        wait(json(429, "{}").with("retry-after", "Wed, 01 Jan 2020 00:00:00 GMT")).await,
        Some(0)
    );
    assert_eq!(
        wait(json(429, "{}").with("retry-after", "Wed, 01 Jan 2200 00:00:00 GMT")).await,
        Some(900)
    );
    assert_eq!(
        wait(json(503, "{}").with("retry-after", "30")).await,
        Some(30)
    );
}

#[actix_web::test]
async fn a_web_page_is_no_answer_whatever_it_calls_itself() {
    let page = "<!doctype html><html></html>";
    for status in [200, 403, 404] {
        assert!(matches!(
            order(json(status, page)).await,
            Err(Error::WebPage)
        ));
    }
    let empty = json(200, "{}").typed("text/html; charset=UTF-8");
    assert!(matches!(order(empty).await, Err(Error::WebPage)));
    let moved = json(302, "").with("location", "https://example.com/login");
    assert!(
        matches!(order(moved).await, Err(Error::WebPage)),
        "redirects are not followed"
    );
}

#[actix_web::test]
async fn a_cut_or_strange_answer_is_unexpected_and_its_content_stays_untold() {
    let cut = r#"{"order":{"number":1029,"heading":"Kari Nordmann"#;
    for body in [
        cut,
        "",
        "[]",
        "7",
        r#"{"order":[]}"#,
        r#"{"order":{"heading":"Kari Nordmann"}}"#,
    ] {
        let error = order(json(200, body)).await.unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{body}: {error:?}");
        assert!(!format!("{error:?} {error}").contains("Kari"));
    }
}

#[actix_web::test]
async fn an_answer_without_end_is_given_up() {
    let endless = json(200, &format!(r#"{{"order":"{}"}}"#, "x".repeat(33 << 20)));
    assert!(matches!(order(endless).await, Err(Error::Unexpected(_))));
}

#[actix_web::test]
async fn a_write_is_in_doubt_unless_it_was_surely_refused() {
    for status in [408, 500, 502, 503, 504] {
        let answer = json(status, "{}").with("retry-after", "30");
        assert_eq!(judged(answer).await, (true, true), "{status}");
    }
    assert_eq!(judged(json(201, r#"{"order":{"numb"#)).await, (true, false));
    assert_eq!(judged(json(201, "<html>")).await, (true, true));
    assert_eq!(judged(json(422, "{}")).await, (false, false));
    assert_eq!(judged(json(429, "{}")).await, (false, true));
    assert_eq!(judged(json(401, "{}")).await, (false, true));
    assert_eq!(judged(json(403, "{}")).await, (false, true));
}

#[actix_web::test]
async fn silence_is_a_time_out_and_leaves_a_doubt() {
    let silent = Answer {
        is_silent: true,
        ..json(200, "{}")
    };
    let listening = client(silent);
    let base = format!("{listening:?}");
    let base = base.trim_start_matches("Client(").trim_end_matches(')');
    let error = to(base, Duration::from_millis(100))
        .create_order(&NewOrder::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unavailable(Trouble::TimedOut(_))) && error.in_doubt());
}

#[actix_web::test]
async fn a_closed_door_leaves_no_doubt() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = to(&format!("http://{port}/api/"), Duration::from_secs(5))
        .create_order(&NewOrder::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unavailable(Trouble::Connect(_))));
    assert!(!error.in_doubt() && error.is_connections_fault());
    let told = format!("{error:?} {error}");
    assert!(!told.contains("hemmelig-nokkel"), "{told}");
}

#[actix_web::test]
async fn a_second_door_is_tried_when_the_first_is_not_there() {
    let missing = client(json(405, "{}"))
        .create_order(&NewOrder::default())
        .await
        .unwrap_err();
    assert!(matches!(missing, Error::Invalid(said) if said.status == 405));
    let drafts = client(json(404, "{}")).draft_orders(1, 10).await.unwrap();
    assert!(drafts.items.is_empty() && drafts.is_last());
}

#[actix_web::test]
async fn the_client_may_be_used_from_any_thread() {
    fn is_send<T: Send>(_: &T) {}
    let client = client(json(200, r#"{"user_account":{"id":1}}"#));
    is_send(&client.me());
    is_send(&client.in_bulk().items(1));
    is_send(&client.create_order(&NewOrder::default()));
}
