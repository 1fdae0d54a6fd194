//! One history: rounds in which people buy, change their minds and pack while calls fail; after each, all comes to rest.
use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use store::lane::Track;

use super::{acts, figures, figures::Bound, hands, memory::Bought, storm, verdict, world::World};

const ORDERS: usize = 500;
const ROUNDS: usize = 20;
/// Acts of a round, purchases among them.
const ACTS: usize = 70;
/// How long all may take to come right, in minutes: first it is looked at soon, at last as late as an order that was
/// deleted without a word is missed and a side that was given up is tried again.
const PATIENCE: [i64; 6] = [2, 4, 16, 30, 75, 240];

struct History {
    world: World,
    dice: StdRng,
    orders: Vec<Bought>,
    bound: Bound,
    /// The last acts, for whoever must find out what went wrong.
    log: Vec<String>,
}

pub async fn play(seed: u64) -> Result<(), String> {
    let mut history = History {
        world: World::open().await,
        dice: StdRng::seed_from_u64(seed),
        orders: Vec::new(),
        bound: Bound::default(),
        log: Vec::new(),
    };
    history.bound.reset(&history.world, &[]);
    history.rest().await?;
    for round in 0..ROUNDS {
        let wanted = ORDERS * (round + 1) / ROUNDS;
        let t = std::time::Instant::now();
        history.round(wanted).await?;
        eprintln!("seed {seed} round {round}: {:?}", t.elapsed());
    }
    Ok(())
}

impl History {
    async fn round(&mut self, wanted: usize) -> Result<(), String> {
        if self.dice.random_bool(0.7) {
            storm::begin(&self.world);
        }
        let mut acts = 0;
        while acts < ACTS || self.orders.len() < wanted {
            for _ in 0..self.dice.random_range(1..6) {
                self.happen(wanted);
                acts += 1;
            }
            self.pass().await?;
        }
        storm::end(&self.world);
        self.rest().await
    }

    /// Something that somebody does.
    fn happen(&mut self, wanted: usize) {
        let before = self.world.shown();
        let seemed = figures::available(&self.world);
        let missing = wanted.saturating_sub(self.orders.len());
        let in_rackbeat = match self.dice.random_range(0..10) {
            0..5 if missing > 0 => self.buy(),
            5..8 => self.change_in_shop(),
            8 => {
                hands::count(&self.world, &mut self.dice);
                false
            }
            _ => self.act_in_rackbeat(),
        };
        self.bound.moved(&before, &self.world.shown());
        if in_rackbeat {
            let now = figures::available(&self.world);
            self.bound.seems_free(&seemed, &now);
        }
        self.bound.stir(&self.world, &self.orders);
    }

    fn buy(&mut self) -> bool {
        if let Some(bought) = acts::buy(&self.world, &mut self.dice) {
            self.tell(&bought, "bought");
            self.orders.push(bought);
        } else {
            hands::count(&self.world, &mut self.dice);
        }
        false
    }

    fn change_in_shop(&mut self) -> bool {
        if self.orders.is_empty() {
            return false;
        }
        let at = self.any();
        let mut bought = self.orders[at].clone();
        if let Some(what) = acts::act(&self.world, &mut bought, &mut self.dice) {
            self.tell(&bought, what);
        }
        self.orders[at] = bought;
        false
    }

    /// Only with an order that is at rest: who opens it in Rackbeat while we change it is told, which is tested apart.
    fn act_in_rackbeat(&mut self) -> bool {
        if self.orders.is_empty() {
            return false;
        }
        let at = self.any();
        let mut bought = self.orders[at].clone();
        if bought.is_stirred {
            return false;
        }
        let done = hands::act(&self.world, &mut bought, &mut self.dice);
        if let Some(what) = done {
            self.tell(&bought, &format!("Rackbeat: {what}"));
        }
        self.orders[at] = bought;
        done.is_some()
    }

    /// Rather one of the last.
    fn any(&mut self) -> usize {
        let last = self.orders.len();
        let first = if self.dice.random_bool(0.7) {
            last.saturating_sub(40)
        } else {
            0
        };
        self.dice.random_range(first..last)
    }

    /// Webhooks come or not, somebody works or is killed, time passes.
    async fn pass(&mut self) -> Result<(), String> {
        let house = &self.world.house;
        for shop in &self.world.shops {
            match self.dice.random_range(0..10) {
                0 => shop.lose_webhooks(),
                1..8 => shop.deliver_webhooks().await,
                _ => {}
            }
        }
        match self.dice.random_range(0..10) {
            0 => house.rackbeat.lose_webhooks(),
            1..8 => house.deliver_webhooks(&[]).await,
            _ => {}
        }
        if self.dice.random_bool(0.25) {
            let waits = self.dice.random_range(1..120);
            let track = if self.dice.random_bool(0.9) {
                Track::Realtime
            } else {
                Track::Bulk
            };
            house.run_track_until_killed(track, waits).await;
        } else {
            house.run_jobs().await;
        }
        self.look()?;
        self.world.quiet().await;
        let seconds = match self.dice.random_range(0..10) {
            0..5 => self.dice.random_range(1..20),
            5..9 => self.dice.random_range(20..130),
            _ => self.dice.random_range(130..1_000),
        };
        if self.dice.random_bool(0.3) {
            self.world.house.wait(TimeDelta::seconds(seconds));
        } else {
            self.world.house.later(TimeDelta::seconds(seconds)).await;
        }
        self.look()
    }

    /// What must hold at every time.
    fn look(&mut self) -> Result<(), String> {
        self.bound.stir(&self.world, &self.orders);
        let mut wrong = self.bound.broken(&self.world);
        wrong.extend(verdict::ours(&self.world, &mut self.orders));
        self.judged(wrong)
    }

    /// Nothing fails any more, nobody does anything, and time passes until all is right.
    async fn rest(&mut self) -> Result<(), String> {
        let mut wrong = Vec::new();
        for minutes in PATIENCE {
            let shops: Vec<_> = self.world.shops.iter().collect();
            self.world.house.deliver_webhooks(&shops).await;
            self.world.house.later(TimeDelta::minutes(minutes)).await;
            self.world.quiet().await;
            self.look()?;
            wrong = figures::wrong(&self.world, &self.orders);
            wrong.extend(verdict::at_rest(&self.world, &self.orders));
            eprintln!("rest {minutes}: {} wrong {:?}", wrong.len(), wrong.first());
            if wrong.is_empty() {
                verdict::remember(&self.world, &mut self.orders);
                self.bound.reset(&self.world, &self.orders);
                self.log.push("rest".to_owned());
                return Ok(());
            }
        }
        for text in self.world.house.log().await.lines().rev().take(15) {
            wrong.push(format!("log: {text}"));
        }
        self.judged(wrong)
    }

    fn judged(&self, wrong: Vec<String>) -> Result<(), String> {
        if wrong.is_empty() {
            return Ok(());
        }
        let last = self.log.iter().rev().take(60).rev();
        let last: Vec<&str> = last.map(String::as_str).collect();
        Err(format!(
            "after {} orders:\n  {}\n  after: {}",
            self.orders.len(),
            wrong.join("\n  "),
            last.join(", ")
        ))
    }

    fn tell(&mut self, bought: &Bought, what: &str) {
        let shop = &self.world.shops[bought.shop].name;
        self.log.push(format!("{shop}{} {what}", bought.id));
    }
}
