//! One history: rounds in which people buy, change their minds and pack while calls fail; after each, all comes to rest.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use store::lane::Track;

use super::{
    acts, credits, engine, figures,
    figures::Bound,
    hands,
    memory::Bought,
    storm,
    story::{Story, Wrong},
    verdict,
    world::World,
};

const ORDERS: usize = 500;
const ROUNDS: usize = 5;
/// Acts of a round, purchases among them.
const ACTS: usize = 250;
/// How long all may take to come right, in minutes: first it is looked at soon, at last as late as an order that was
/// deleted without a word is missed and a side that was given up is tried again.
const PATIENCE: [i64; 5] = [2, 16, 30, 75, 240];

struct History {
    world: World,
    dice: StdRng,
    orders: Vec<Bought>,
    bound: Bound,
    story: Story,
}

pub async fn play(seed: u64) -> Result<(), String> {
    let mut history = History {
        world: World::open().await,
        dice: StdRng::seed_from_u64(seed),
        orders: Vec::new(),
        bound: Bound::default(),
        story: Story::default(),
    };
    history.bound.reset(&history.world, &[]);
    history.rest().await?;
    for round in 0..ROUNDS {
        let wanted = ORDERS * (round + 1) / ROUNDS;
        history.round(wanted).await?;
    }
    history.night().await
}

impl History {
    async fn round(&mut self, wanted: usize) -> Result<(), String> {
        if self.dice.random_bool(0.75) {
            storm::begin(&self.world);
        }
        let mut acts = 0;
        while acts < ACTS || self.orders.len() < wanted {
            for _ in 0..self.dice.random_range(2..34) {
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
        let missing = wanted.saturating_sub(self.orders.len());
        match self.dice.random_range(0..10) {
            0..5 if missing > 0 => self.buy(),
            5..8 => self.change_in_shop(),
            8 => hands::count(&self.world, &mut self.dice),
            _ => self.act_in_rackbeat(),
        }
        self.bound.moved(&before, &self.world.shown());
        self.bound.reckon(&self.world);
    }

    fn buy(&mut self) {
        if let Some(bought) = acts::buy(&self.world, &mut self.dice) {
            self.story
                .tell(&bought, format!("bought {}", bought.status));
            self.orders.push(bought);
            self.happened_to(self.orders.len() - 1);
        } else {
            hands::count(&self.world, &mut self.dice);
        }
    }

    fn change_in_shop(&mut self) {
        let Some(at) = self.any() else { return };
        let bought = &mut self.orders[at];
        if let Some(what) = acts::act(&self.world, bought, &mut self.dice) {
            self.story.tell(bought, what);
            self.happened_to(at);
        }
    }

    /// Only with an order that is at rest: who opens it in Rackbeat while we change it is told, which is tested apart.
    fn act_in_rackbeat(&mut self) {
        let Some(at) = self.any().filter(|at| !self.orders[*at].is_stirred) else {
            return;
        };
        let seemed = figures::available(&self.world);
        let bought = &mut self.orders[at];
        if let Some(what) = hands::act(&self.world, bought, &mut self.dice) {
            self.story.tell(bought, format!("Rackbeat: {what}"));
            let now = figures::available(&self.world);
            self.bound.seems_free(&seemed, &now);
            self.happened_to(at);
        }
    }

    fn happened_to(&mut self, at: usize) {
        self.bound.stir_one(&self.world, &self.orders, at);
    }

    /// Rather one of the last; `None` where there is none.
    fn any(&mut self) -> Option<usize> {
        let last = self.orders.len();
        let first = if self.dice.random_bool(0.7) {
            last.saturating_sub(60)
        } else {
            0
        };
        (last > 0).then(|| self.dice.random_range(first..last))
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
        if self.dice.random_bool(0.4) {
            let waits = self.dice.random_range(1..300);
            let track = if self.dice.random_bool(0.9) {
                Track::Realtime
            } else {
                Track::Bulk
            };
            house.run_track_until_killed(track, waits).await;
        } else {
            house.run_jobs().await;
        }
        self.look().await?;
        self.world.quiet().await;
        let seconds = match self.dice.random_range(0..30) {
            0..18 => self.dice.random_range(1..20),
            18..29 => self.dice.random_range(20..130),
            _ => self.dice.random_range(130..1_000),
        };
        if self.dice.random_bool(0.3) {
            self.world.house.wait(TimeDelta::seconds(seconds));
        } else {
            self.world.later(TimeDelta::seconds(seconds)).await;
        }
        self.look().await
    }

    /// What must hold at every time.
    async fn look(&mut self) -> Result<(), String> {
        self.bound.stir(&self.world, &self.orders);
        let mut wrong = self.bound.broken(&self.world, &self.orders);
        wrong.extend(verdict::ours(&self.world, &mut self.orders));
        self.judged(wrong).await
    }

    /// Nothing fails any more, nobody does anything, and time passes until all is right.
    async fn rest(&mut self) -> Result<(), String> {
        let mut wrong = Vec::new();
        for minutes in PATIENCE {
            let shops: Vec<_> = self.world.shops.iter().collect();
            self.world.house.deliver_webhooks(&shops).await;
            self.world.later(TimeDelta::minutes(minutes)).await;
            self.look().await?;
            let unheard = self.unheard().await;
            wrong = figures::wrong(&self.world, &self.orders, &unheard);
            wrong.extend(verdict::at_rest(&self.world, &self.orders));
            wrong.extend(credits::wrong(&self.world, &self.orders));
            if wrong.is_empty() {
                verdict::remember(&self.world, &mut self.orders);
                self.bound.reset(&self.world, &self.orders);
                self.story.tell_all("rest");
                return Ok(());
            }
        }
        self.judged(wrong).await
    }

    /// What the shops' own lists say is read, and so nothing is unheard of.
    async fn night(&mut self) -> Result<(), String> {
        self.world.house.wait(TimeDelta::hours(24));
        self.world.later(TimeDelta::minutes(30)).await;
        self.look().await?;
        let wrong = figures::wrong(&self.world, &self.orders, &[]);
        self.judged(wrong).await
    }

    /// Orders that their shop trashed or deleted before anybody read them: of what it took for them it tells us in the night.
    async fn unheard(&self) -> Vec<&Bought> {
        let mut unheard = Vec::new();
        for bought in self.orders.iter().filter(|bought| bought.hidden.is_some()) {
            if engine::link(&self.world, bought.whose()).await.is_none() {
                unheard.push(bought);
            }
        }
        unheard
    }

    /// Each thing that is wrong, and then what the orders that it concerns went through, and where they stand.
    async fn judged(&self, wrong: Vec<Wrong>) -> Result<(), String> {
        if wrong.is_empty() {
            return Ok(());
        }
        let mut told = vec![format!("after {} orders:", self.orders.len())];
        let whose = wrong.iter().map(|one| {
            let names = one.whose.iter().map(|whose| self.world.name(*whose));
            format!("  {}: {}", names.collect::<Vec<_>>().join(" "), one.said)
        });
        told.extend(whose);
        told.extend(engine::figures_off(&self.world).await);
        let concerned: BTreeSet<_> = wrong.iter().flat_map(|one| one.whose.clone()).collect();
        for whose in concerned {
            let name = self.world.name(whose);
            told.push(format!("  {name}: {}", self.story.of(whose)));
            told.push(engine::standing(&self.world, &self.orders, whose).await);
        }
        Err(told.join("\n"))
    }
}
