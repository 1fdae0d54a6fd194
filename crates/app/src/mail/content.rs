//! What a mail is about, and its words.
use chrono::{DateTime, NaiveDate, Utc};
use domain::{DetailFault, FailureReason, Outcome, Side};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{AccountId, InvoiceId};
use url::Url;

use crate::Words;

use super::Letter;

/// A mail before it has words; it stands in the outbox like this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum Mail {
    /// Somebody signed up with this address.
    Confirm {
        token: String,
    },
    /// Somebody signed up with an address that has a login.
    AlreadyHere,
    Reset {
        token: String,
    },
    Invited {
        token: String,
    },
    PasswordChanged {
        at: DateTime<Utc>,
    },
    /// A shop or Rackbeat does not answer; told at once.
    Parked {
        side: Side,
        /// The shop's name, or the company in Rackbeat.
        place: String,
        reason: FailureReason,
        at: DateTime<Utc>,
        /// Where to look, without a leading slash.
        path: String,
    },
    /// A shop has not answered for a week, and counts all the same.
    StillCounts {
        place: String,
        /// Since when.
        at: DateTime<Utc>,
        /// Where to look, without a leading slash.
        path: String,
    },
    /// What an invoice must say of its payer is lacking. With the first and the last day of the month whose invoice is held
    /// back for it, if one is.
    Details {
        held: Option<(NaiveDate, NaiveDate)>,
        lacks: Vec<DetailFault>,
    },
    /// An invoice or a credit note, which is attached.
    Invoice {
        account: AccountId,
        id: InvoiceId,
        number: u64,
        is_credit_note: bool,
        seller: String,
        currency: String,
        total: Decimal,
        due: Option<NaiveDate>,
    },
    /// Everything else, once a day.
    Digest {
        lines: Vec<DigestLine>,
    },
}

/// What stands still for the same reason, in one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestLine {
    /// The shop's name, or the company in Rackbeat.
    pub place: String,
    /// One of them.
    pub outcome: Outcome,
    /// How many there are.
    pub count: u64,
    /// Where to look, without a leading slash.
    pub path: String,
}

impl Mail {
    pub(super) fn letter(&self, words: Words, home: &Url) -> Letter {
        let link = |path: &str| format!("{home}{path}");
        let letter = |key: &str, button: Option<String>| Letter {
            subject: words.say(&format!("mail-{key}-subject")),
            paragraphs: vec![words.say(&format!("mail-{key}-text"))],
            button: button.map(|to| (words.say(&format!("mail-{key}-button")), to)),
            lines: Vec::new(),
            footer: words.say("mail-footer"),
        };
        match self {
            Self::Confirm { token } => letter("confirm", Some(link(&format!("confirm/{token}")))),
            Self::AlreadyHere => letter("already-here", Some(link("sign-in"))),
            Self::Reset { token } => letter("reset", Some(link(&format!("reset/{token}")))),
            Self::Invited { token } => letter("invited", Some(link(&format!("reset/{token}")))),
            Self::PasswordChanged { at } => Letter {
                paragraphs: vec![words.with("mail-changed-text", &[("at", at.to_rfc3339())])],
                ..letter("changed", Some(link("reset")))
            },
            Self::Parked { path, .. } => self.parked(words, link(path)),
            Self::StillCounts { path, .. } => self.still_counts(words, link(path)),
            Self::Details { held, lacks } => details(words, *held, lacks, link("subscription")),
            Self::Invoice { .. } => self.invoice(words),
            Self::Digest { lines } => digest(words, lines, home),
        }
    }

    fn parked(&self, words: Words, link: String) -> Letter {
        let Self::Parked {
            side,
            place,
            reason,
            at,
            ..
        } = self
        else {
            return Letter::default();
        };
        let (subject, text) = match side {
            Side::Shop => ("mail-parked-shop-subject", "mail-parked-shop-text"),
            Side::Rackbeat => ("mail-parked-rackbeat-subject", "mail-parked-rackbeat-text"),
        };
        let args = [("place", place.clone()), ("at", at.to_rfc3339())];
        let mut paragraphs = vec![words.with(text, &args), words.sentence(&reason.sentence())];
        paragraphs.extend(reason.remedy_key().map(|key| words.say(key)));
        paragraphs.push(words.say("mail-parked-patience"));
        Letter {
            subject: words.with(subject, &args),
            paragraphs,
            button: Some((words.say("mail-parked-button"), link)),
            lines: Vec::new(),
            footer: words.say("mail-footer"),
        }
    }
}

impl Mail {
    fn still_counts(&self, words: Words, link: String) -> Letter {
        let Self::StillCounts { place, at, .. } = self else {
            return Letter::default();
        };
        let args = [("place", place.clone()), ("at", at.to_rfc3339())];
        Letter {
            subject: words.with("mail-still-counts-subject", &args),
            paragraphs: vec![
                words.with("mail-still-counts-text", &args),
                words.say("mail-still-counts-remedy"),
            ],
            button: Some((words.say("mail-still-counts-button"), link)),
            lines: Vec::new(),
            footer: words.say("mail-footer"),
        }
    }

    /// Whoever keeps the customer's books may have no login, so there is no button.
    fn invoice(&self, words: Words) -> Letter {
        let Self::Invoice {
            number,
            is_credit_note,
            seller,
            currency,
            total,
            due,
            ..
        } = self
        else {
            return Letter::default();
        };
        let args = [
            ("number", number.to_string()),
            ("seller", seller.clone()),
            ("total", format!("{currency} {}", words.amount(*total))),
            ("due", due.map(|day| words.date(day)).unwrap_or_default()),
        ];
        let (subject, text) = match is_credit_note {
            true => ("mail-credit-note-subject", "mail-credit-note-text"),
            false => ("mail-invoice-subject", "mail-invoice-text"),
        };
        Letter {
            subject: words.with(subject, &args),
            paragraphs: vec![words.with(text, &args), words.say("mail-invoice-attached")],
            footer: words.say("mail-invoice-footer"),
            ..Letter::default()
        }
    }
}

fn details(
    words: Words,
    held: Option<(NaiveDate, NaiveDate)>,
    lacks: &[DetailFault],
    link: String,
) -> Letter {
    let text = match held {
        Some((first, last)) => {
            let days = [("first", words.date(first)), ("last", words.date(last))];
            words.with("mail-details-held", &days)
        }
        None => words.say("mail-details-new"),
    };
    let mut paragraphs = vec![text];
    paragraphs.extend(lacks.iter().map(|fault| words.say(fault.key())));
    paragraphs.push(words.say("mail-details-patience"));
    Letter {
        subject: words.say("mail-details-subject"),
        paragraphs,
        button: Some((words.say("mail-details-button"), link)),
        lines: Vec::new(),
        footer: words.say("mail-footer"),
    }
}

fn digest(words: Words, lines: &[DigestLine], home: &Url) -> Letter {
    let count: u64 = lines.iter().map(|line| line.count).sum();
    let line = |line: &DigestLine| {
        let said = words.sentences(&line.outcome.sentences());
        let args = [
            ("place", line.place.clone()),
            ("count", line.count.to_string()),
            ("text", said),
        ];
        let link = format!("{home}{}", line.path);
        (words.with("mail-digest-line", &args), link)
    };
    Letter {
        subject: words.with("mail-digest-subject", &[("count", count)]),
        paragraphs: vec![words.say("mail-digest-text")],
        button: Some((words.say("mail-digest-button"), home.to_string())),
        lines: lines.iter().map(line).collect(),
        footer: words.say("mail-footer"),
    }
}
