//! The outside worlds alone, for trying: a simulated Rackbeat and simulated shops with the same goods.
use std::net::SocketAddr;

use anyhow::Context;
use clap::Args;
use rust_decimal::Decimal;
use simulator::{
    rackbeat::{self, Agreement, Rackbeat},
    woo::{Key, Setup, Shop},
};

use crate::roles;

/// SKU, name, price with VAT in kroner, pieces.
pub const GOODS: [(&str, &str, u32, u32); 6] = [
    ("KOPP-1", "Kaffekopp", 249, 40),
    ("KANNE-1", "Tekanne", 599, 12),
    ("DUK-1", "Bordduk", 449, 8),
    ("LYS-4", "Kubbelys, fire stykker", 129, 60),
    ("FAT-2", "Serveringsfat", 379, 5),
    ("SKJE-6", "Teskjeer, seks stykker", 199, 25),
];

#[derive(Args)]
pub struct Simulate {
    /// Where the simulated Rackbeat listens
    #[arg(long, value_name = "ADDR")]
    rackbeat: Option<SocketAddr>,
    /// Where a simulated shop listens; once for each shop
    #[arg(long, value_name = "ADDR")]
    woo: Vec<SocketAddr>,
    /// Lets the shops send keys to an address without TLS when they are connected by a click
    #[arg(long)]
    allow_http_callback: bool,
}

/// Runs until it is told to stop.
pub async fn run(asked: &Simulate) -> anyhow::Result<()> {
    let stop = roles::asked_to_stop()?;
    let rackbeat = asked.rackbeat.map(start_rackbeat).transpose()?;
    let mut shops = Vec::new();
    for (address, letter) in asked.woo.iter().zip('a'..='z') {
        let shop = start_shop(*address, letter, asked.allow_http_callback)?;
        tell_shop(&shop, letter);
        shops.push(shop);
    }
    println!("Ctrl-C stops them; what they know is lost then.");
    stop.await;
    drop((rackbeat, shops));
    Ok(())
}

fn start_rackbeat(listen: SocketAddr) -> anyhow::Result<(Rackbeat, Agreement)> {
    let setup = rackbeat::Setup {
        listen,
        ..rackbeat::Setup::default()
    };
    let rackbeat = Rackbeat::start(setup)
        .with_context(|| format!("{listen} (--rackbeat) cannot be listened on"))?;
    let agreement = rackbeat.add_agreement("Kopp og Kanne AS", "NO");
    for (sku, name, price, pieces) in GOODS {
        agreement.add_product(sku, name, without_vat(price), pieces);
    }
    let url = rackbeat.url();
    println!(
        "Rackbeat: VAREBRO_RACKBEAT_URL={}",
        url.trim_end_matches("/api/")
    );
    println!("  API key {}", agreement.token());
    Ok((rackbeat, agreement))
}

fn start_shop(at: SocketAddr, letter: char, allow_http_callback: bool) -> anyhow::Result<Shop> {
    let setup = Setup {
        host: at.ip(),
        port: at.port(),
        name: format!("Butikk {}", letter.to_ascii_uppercase()),
        keys: vec![Key::of(letter, "read_write")],
        allow_http_callback,
        seed: u64::from(letter),
        ..Setup::default()
    };
    let shop = Shop::start(setup).with_context(|| format!("{at} (--woo) cannot be listened on"))?;
    for (sku, name, price, pieces) in GOODS {
        shop.add_product(sku, name, price.into(), Some(pieces.into()));
    }
    Ok(shop)
}

fn tell_shop(shop: &Shop, letter: char) {
    let (url, key) = (shop.url(), Key::of(letter, "read_write"));
    let cup = shop.id_of(GOODS[0].0).unwrap_or_default();
    println!("Shop {}: {url}", letter.to_ascii_uppercase());
    println!("  consumer key    {}", key.key);
    println!("  consumer secret {}", key.secret);
    println!(
        "  an order: curl -u {}:{} -H 'Content-Type: application/json' {url}/wp-json/wc/v3/orders \\",
        key.key, key.secret
    );
    println!(
        "    -d '{{\"status\":\"processing\",\"line_items\":[{{\"product_id\":{cup},\"quantity\":1}}]}}'"
    );
}

/// At 25 %, as Rackbeat holds prices.
pub fn without_vat(price: u32) -> Decimal {
    (Decimal::from(price) / Decimal::new(125, 2)).round_dp(2)
}
