//! What happened to each order, for whoever must find out what went wrong.
use super::memory::Bought;

/// Everything that was done, in its order.
#[derive(Default)]
pub struct Story(Vec<Deed>);

struct Deed {
    /// The order's shop and id; `None`: it concerns all.
    whose: Option<(usize, u64)>,
    what: String,
}

/// Something that is not as it should be, and the orders that it concerns.
pub struct Wrong {
    pub whose: Vec<(usize, u64)>,
    pub said: String,
}

impl Wrong {
    pub fn of(bought: &Bought, said: String) -> Self {
        Self {
            whose: vec![bought.whose()],
            said,
        }
    }
}

impl Story {
    pub fn tell(&mut self, bought: &Bought, what: impl Into<String>) {
        self.0.push(Deed {
            whose: Some(bought.whose()),
            what: what.into(),
        });
    }

    pub fn tell_all(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.0.push(Deed { whose: None, what });
    }

    /// All that an order went through; of the rests only those between which something happened to it.
    pub fn of(&self, whose: (usize, u64)) -> String {
        let mut told: Vec<&str> = Vec::new();
        let mut since = None;
        for deed in &self.0 {
            match deed.whose {
                None => since = Some(deed.what.as_str()),
                Some(one) if one == whose => {
                    told.extend(since.take());
                    told.push(&deed.what);
                }
                Some(_) => {}
            }
        }
        told.extend(since);
        told.join(", ")
    }
}
