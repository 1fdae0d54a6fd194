//! Notes on the shop's order: looked for first, posted once. One for the customer is a mail.
use domain::{ProgressNews, order::is_called_off};
use store::{order_parcel, order_parcel::Parcel};
use woo::{Note, OrderNote, Status};

use super::{Telling, say};
use crate::error::Result;

impl Telling<'_> {
    /// True when it was posted, or decided about.
    pub(super) async fn post(&self, parcel: &Parcel) -> Result<bool> {
        self.rested(parcel.claimed_at)?;
        if parcel.for_customer && self.is_over() {
            // Nobody awaits it any more; that the order is shipped is told elsewhere.
            let told = (self.link.id, parcel.mark.as_str());
            order_parcel::told(&self.work.tenant, told, self.work.now()).await?;
            return Ok(false);
        }
        let notes = match self.client.notes(self.order.id).await {
            Err(woo::Error::NotFound(said)) if is_gone(&said) => {
                return self.decided_note(parcel, refused(&said)).await;
            }
            notes => notes?,
        };
        if notes.iter().any(|note| stands(note, parcel)) {
            let ours = parcel.claimed_at.is_some();
            return self.decided_note(parcel, self.posted(parcel, ours)).await;
        }
        let tenant = &self.work.tenant;
        let claim = (self.link.id, parcel.mark.as_str());
        self.work.lease.renew().await?;
        order_parcel::claim(tenant, claim, Some(self.work.now())).await?;
        let note = Note {
            text: parcel.note.clone(),
            to_customer: parcel.for_customer,
        };
        match self.client.add_note(self.order.id, &note).await {
            Ok(()) => self.decided_note(parcel, self.posted(parcel, true)).await,
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(woo::Error::Invalid(said)) => self.decided_note(parcel, refused(&said)).await,
            Err(woo::Error::NotFound(said)) if is_gone(&said) => {
                self.decided_note(parcel, refused(&said)).await
            }
            Err(error) => {
                order_parcel::claim(tenant, claim, None).await?;
                Err(error.into())
            }
        }
    }

    fn is_over(&self) -> bool {
        let status = &self.order.status;
        is_called_off(status) || *status == Status::Refunded
    }

    /// `ours`: else somebody had written it already.
    fn posted(&self, parcel: &Parcel, ours: bool) -> ProgressNews {
        let what = parcel.what.clone();
        match (parcel.for_customer, ours) {
            (true, true) => ProgressNews::TrackingTold { tracking: what },
            (true, false) => ProgressNews::TrackingStood { tracking: what },
            (false, _) => ProgressNews::PartlyShipped {
                number: self.link.rackbeat_number.unwrap_or_default(),
                goods: what,
            },
        }
    }

    async fn decided_note(&self, parcel: &Parcel, news: ProgressNews) -> Result<bool> {
        let now = self.work.now();
        let change = self.work.tenant.begin().await?;
        order_parcel::told(&change, (self.link.id, &parcel.mark), now).await?;
        say(&change, self.link, &news.into(), now).await?;
        change.commit().await?;
        Ok(true)
    }
}

/// The shop's own word that there is no such order; any other "not found" may be the way there.
fn is_gone(said: &woo::Said) -> bool {
    said.code.ends_with("invalid_id")
}

fn refused(said: &woo::Said) -> ProgressNews {
    let text = said.to_string();
    ProgressNews::NoteRefused { text }
}

/// The very note, or another to the customer that names the same number.
fn stands(note: &OrderNote, parcel: &Parcel) -> bool {
    let text = plain(&note.text);
    let named = || {
        let mut words = text.split(|one: char| one.is_whitespace() || "()<>,;".contains(one));
        words.any(|word| word.trim_end_matches(['.', ':']) == parcel.what)
    };
    match parcel.for_customer {
        true => note.to_customer && (text == plain(&parcel.note) || named()),
        false => text == plain(&parcel.note),
    }
}

/// As it reads: the shop may keep signs as entities and break lines its own way.
fn plain(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&amp;", "&"),
    ];
    let text = signs
        .iter()
        .fold(text.replace("<br />", "\n"), |text, (entity, sign)| {
            text.replace(entity, sign)
        });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(what: &str, for_customer: bool) -> Parcel {
        Parcel {
            mark: format!("tracking {what}"),
            note: format!("Kopp & fat er sendt.\nSporingsnummer: {what}"),
            what: what.to_owned(),
            for_customer,
            claimed_at: None,
        }
    }

    fn note(text: &str, to_customer: bool) -> OrderNote {
        OrderNote {
            text: text.to_owned(),
            to_customer,
        }
    }

    #[test]
    fn a_note_is_known_again_however_the_shop_keeps_it() {
        let kept = "Kopp &amp; fat er sendt. <br />Sporingsnummer: 370123";
        assert!(stands(&note(kept, true), &parcel("370123", true)));
        assert!(stands(&note(kept, false), &parcel("370123", false)));
        assert!(
            !stands(&note(kept, false), &parcel("370123", true)),
            "the customer has not had it"
        );
    }

    #[test]
    fn a_number_that_somebody_told_the_customer_is_told() {
        let by_hand = "Pakken er på vei (370123).";
        assert!(stands(&note(by_hand, true), &parcel("370123", true)));
        assert!(!stands(&note(by_hand, true), &parcel("37012", true)));
        assert!(!stands(&note(by_hand, true), &parcel("370123", false)));
    }
}
