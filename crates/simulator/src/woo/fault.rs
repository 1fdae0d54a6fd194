//! The recorded ways in which a whole WordPress fails.

use serde_json::{Value, json};

use super::answer::{Answer, Failure, HTML};
use super::request::Request;

/// Which one; see the recordings 110 to 115.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    PhpFatal,
    GarbageBeforeJson,
    Firewall,
    Maintenance,
    DatabaseDown,
    /// WooCommerce is switched off: nothing under `wc/v3`.
    Deactivated,
}

const NOTICE: &str = "\u{feff}<br />\n<b>Deprecated</b>:  Something old is still used in <b>/x/y.php</b> on line <b>12</b><br />\n";
pub(super) const FATAL: &str = "<p>There has been a critical error on this website.</p><p><a href=\"https://wordpress.org/documentation/article/faq-troubleshooting/\">Learn more about troubleshooting WordPress.</a></p>";

impl Fault {
    /// What is answered instead of the shop's own answer.
    pub fn instead(self, request: &Request) -> Option<Answer> {
        match self {
            Self::PhpFatal => Some(died(request, 500, "internal_server_error", FATAL)),
            Self::Firewall => Some(Answer {
                content_type: "text/html;charset=UTF-8",
                ..Answer::html(
                    403,
                    "<html><body><h1>Attention Required! | Firewall</h1></body></html>",
                )
            }),
            Self::Maintenance => {
                let said = "Briefly unavailable for scheduled maintenance. Check back in a minute.";
                Some(died(request, 503, "wp_die", said).with("Retry-After", "600"))
            }
            Self::DatabaseDown => Some(died(
                request,
                500,
                "wp_die",
                "<h1>Error establishing a database connection</h1>",
            )),
            Self::Deactivated if request.path.contains("/wp-json/wc/") => {
                Some(Answer::from(Failure::no_route()).with("Vary", "Origin"))
            }
            Self::GarbageBeforeJson | Self::Deactivated => None,
        }
    }

    /// What stands before the shop's own answer.
    pub fn before(self, mut answer: Answer) -> Answer {
        if self == Self::GarbageBeforeJson {
            answer.body.insert_str(0, NOTICE);
        }
        answer
    }
}

/// WordPress dies in JSON only for those who ask for JSON.
fn died(request: &Request, status: u16, code: &str, said: &str) -> Answer {
    let wants_json = request
        .header("accept")
        .is_some_and(|accept| accept.contains("application/json"));
    if wants_json {
        Answer::json(status, &envelope(status, code, said))
    } else {
        page(status, said)
    }
}

fn envelope(status: u16, code: &str, said: &str) -> Value {
    json!({ "code": code, "message": said, "data": { "status": status }, "additional_errors": [] })
}

fn page(status: u16, said: &str) -> Answer {
    Answer {
        content_type: HTML,
        ..Answer::html(
            status,
            format!("<!DOCTYPE html><html><body>{said}</body></html>"),
        )
    }
}
