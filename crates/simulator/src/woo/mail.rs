//! The mails that the shop sends to whoever bought.

use super::order::Order;
use super::shop::Shop;
use super::state::State;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mail {
    OnHold,
    Processing,
    Completed,
    /// In part or whole.
    Refunded,
    /// A note that was written for the customer.
    Note,
}

impl State {
    pub fn mail(&mut self, order: u64, mail: Mail) {
        self.mails.push((order, mail));
    }

    /// What a change of status mails; a save that changes no status mails nothing.
    pub fn mail_status(&mut self, order: &Order, before: &str) {
        let paid_for = |from: &[&str]| from.contains(&before);
        let mail = match order.status.as_str() {
            "processing" if paid_for(&["pending", "failed", "cancelled", "on-hold"]) => {
                Mail::Processing
            }
            "on-hold" if paid_for(&["pending", "failed", "cancelled"]) => Mail::OnHold,
            "completed" if before != "completed" => Mail::Completed,
            _ => return,
        };
        self.mail(order.id, mail);
    }
}

impl Shop {
    /// What the buyer of an order was mailed, the oldest first.
    pub fn mails(&self, order: u64) -> Vec<Mail> {
        self.world.with(|shop| {
            let of_order = shop.mails.iter().filter(|(about, _)| *about == order);
            of_order.map(|(_, mail)| *mail).collect()
        })
    }
}
