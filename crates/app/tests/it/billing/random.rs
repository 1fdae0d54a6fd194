//! Random histories: what is billed is what somebody with a calendar and much patience would come to.
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use domain::{
    invoice::Document,
    plan::{Agreed, Period},
};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use store::{Tenant, agreed_price, agreed_price::NewPrice, shop_day};
use testkit::House;

use super::people::{
    a_few_at_a_time, at, clock_shows, connect, disconnect, documents, firm, period, reconnect,
};

/// The leap day's month, and the one that loses an hour.
const MONTHS: [&str; 3] = ["2028-02", "2028-03", "2028-04"];

/// One account as the dice have it.
#[derive(Clone, Debug)]
struct Firm {
    is_danish: bool,
    /// Of each shop, hours between what happens to it: connected, let go of, connected again …
    shops: Vec<Vec<i64>>,
    /// The first day after 1 February, how many days, and øre a month.
    agreed: Vec<(u64, Option<u64>, i64)>,
}

impl Firm {
    fn moves(shop: &[i64]) -> Vec<DateTime<Utc>> {
        let mut instant = at("2028-01-28 00:00");
        let step = |hours: &i64| {
            instant += TimeDelta::hours(*hours);
            instant
        };
        shop.iter().map(step).collect()
    }

    fn agreed(&self) -> Vec<Agreed> {
        let begin = day("2028-02-01");
        let of = |(after, length, monthly): &(u64, Option<u64>, i64)| Agreed {
            first: begin + Days::new(*after),
            last: length.map(|length| begin + Days::new(after + length)),
            monthly: *monthly,
        };
        self.agreed.iter().map(of).collect()
    }

    async fn live(&self, house: &House, name: &str) -> Tenant {
        let tenant = firm(house, name, if self.is_danish { "DK" } else { "NO" }).await;
        for agreed in self.agreed() {
            let price = NewPrice {
                agreed,
                who: "drift@varebro.no",
                why: "Terning",
            };
            agreed_price::add(&tenant, price, house.ctx.now())
                .await
                .unwrap();
        }
        for (at, shop) in self.shops.iter().enumerate() {
            let name = format!("{name}-{at}");
            let mut id = None;
            for (turn, when) in Self::moves(shop).into_iter().enumerate() {
                match (turn % 2, id) {
                    (0, None) => id = Some(connect(&tenant, &name, when).await),
                    (0, Some(_)) => reconnect(&tenant, &name, when).await,
                    (_, Some(id)) => disconnect(&tenant, id, when).await,
                    (_, None) => unreachable!("a shop begins with being connected"),
                }
            }
        }
        tenant
    }

    /// Hour by hour, as `product.md` 10 has it in words.
    fn shops_on(&self, day: NaiveDate) -> usize {
        let counts = |shop: &&Vec<i64>| {
            let moves = Self::moves(shop);
            let (mut instant, end) = (midnight(day), midnight(day + Days::new(1)));
            while instant < end {
                let before = moves.iter().filter(|one| **one <= instant).count();
                let is_connected = before % 2 == 1;
                if is_connected && instant - moves[0] >= TimeDelta::hours(24) {
                    return true;
                }
                instant += TimeDelta::hours(1);
            }
            false
        };
        self.shops.iter().filter(counts).count()
    }

    /// Net, VAT and total of a month, in øre; `None`: no invoice.
    fn owes(&self, month: Period) -> Option<(i64, i64, i64)> {
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        for day in month.days() {
            let listed = if self.is_danish { 10_000 } else { 14_900 };
            let own = self.agreed().into_iter().rev();
            let mut own =
                own.filter(|one| one.first <= day && one.last.is_none_or(|last| day <= last));
            let price = own.next().map_or(listed, |one| one.monthly);
            *days.entry(price).or_default() += self.shops_on(day).saturating_sub(1);
        }
        let half_up = |sum: Decimal| {
            let whole = sum.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            i64::try_from(whole).unwrap()
        };
        let line = |(price, days): (i64, usize)| {
            half_up(Decimal::from(price) * Decimal::from(days) / Decimal::from(month.length()))
        };
        let net: i64 = days.into_iter().map(line).sum();
        let rate = if self.is_danish { 0 } else { 25 };
        let vat = half_up(Decimal::from(net) * Decimal::from(rate) / Decimal::ONE_HUNDRED);
        (net > 0).then_some((net, vat, net + vat))
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_hms_opt(0, 0, 0).unwrap();
    Oslo.from_local_datetime(&local)
        .earliest()
        .unwrap()
        .to_utc()
}

fn firms() -> impl Strategy<Value = Vec<Firm>> {
    let shop = proptest::collection::vec(1_i64..700, 1..7);
    let shops = proptest::collection::vec(shop, 0..6);
    let agreed = (0_u64..80, proptest::option::of(0_u64..50), 0_i64..25_000);
    let agreed = proptest::collection::vec(agreed, 0..3);
    let firm = (any::<bool>(), shops, agreed).prop_map(|(is_danish, shops, agreed)| Firm {
        is_danish,
        shops,
        agreed,
    });
    proptest::collection::vec(firm, 1..9)
}

async fn judge(firms: Vec<Firm>) {
    let mut house = House::bare().await;
    a_few_at_a_time(&mut house, 2);
    let mut tenants = Vec::new();
    for (at, firm) in firms.iter().enumerate() {
        tenants.push(firm.live(&house, &format!("firma-{at}")).await);
    }
    clock_shows(&house, "2028-02-10 12:00").await;
    for month in MONTHS {
        let next = period(month).next();
        clock_shows(&house, &format!("{} 06:00", next.first())).await;
        clock_shows(&house, &format!("{} 06:00", next.first() + Days::new(1))).await;
    }
    let mut numbers = Vec::new();
    for (firm, tenant) in firms.iter().zip(&tenants) {
        let documents = documents(tenant).await;
        numbers.extend(documents.iter().map(|one| one.number));
        for month in MONTHS.map(period) {
            let of_month = |one: &&Document| one.delivery.first == month.first();
            let billed: Vec<_> = documents.iter().filter(of_month).collect();
            let sums = billed.iter().map(|one| one.in_books());
            let owes: Vec<_> = firm.owes(month).into_iter().collect();
            assert_eq!(sums.collect::<Vec<_>>(), owes, "{month} of {firm:?}");
            assert!(billed.iter().all(|one| one.check().is_ok()));
            // The days as they were counted at night.
            let days = shop_day::of_month(tenant, month).await.unwrap();
            for day in month.days() {
                let counted = days
                    .iter()
                    .find(|one| one.day == day)
                    .map_or(0, |one| one.count);
                assert_eq!(counted as usize, firm.shops_on(day), "{day} of {firm:?}");
            }
        }
    }
    numbers.sort_unstable();
    let first = 10_001;
    let should: Vec<u64> = (first..first + numbers.len() as u64).collect();
    assert_eq!(numbers, should, "numbers without gaps");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn what_is_billed_is_what_a_calendar_and_patience_come_to(firms in firms()) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(judge(firms));
    }
}
