//! The demo: everything in a throw-away folder, with simulated outside worlds, to play with or to watch.
mod customer;
mod goods;
mod page;
mod play;
mod seller;
mod stage;
mod steps;
mod visitor;
mod walk;

use std::{net::SocketAddr, sync::Arc};

use anyhow::bail;
use clap::Args;
use tokio::sync::oneshot;

use crate::{
    roles::{self, Roles},
    settings::{Log, QUIET, Settings},
};
use customer::Customer;
use stage::Stage;
use steps::Steps;

#[derive(Args)]
pub struct Demo {
    /// Plays the whole main job without a browser and says how it went
    #[arg(long)]
    walk: bool,
    /// Where the page listens on which one plays with the outside worlds
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    play: SocketAddr,
    /// An empty PostgreSQL database to fill instead of SQLite in the throw-away folder
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// What the demo itself prints is what one is to read, unless the operator asks for more.
pub fn hush(log: &mut Log) {
    if log.filter == QUIET {
        "warn".clone_into(&mut log.filter);
    }
}

pub async fn run(settings: Settings, asked: &Demo) -> anyhow::Result<()> {
    let stop = roles::asked_to_stop()?;
    let (stage, house) = Stage::open(settings, asked.database.as_deref()).await?;
    let (tell, told) = oneshot::channel();
    // Its sender is gone only when the demo is over as well.
    let stopped = async { drop(told.await) };
    let mut house = tokio::spawn(roles::run(house.ctx, house.server, Roles::BOTH, stopped));
    let stage = Arc::new(stage);
    let done = tokio::select! {
        done = perform(stage.clone(), asked) => done,
        () = stop => Ok(()),
        ended = &mut house => bail!("Varebro ended by itself: {ended:?}"),
    };
    tell.send(()).ok();
    house.await??;
    done
}

async fn perform(stage: Arc<Stage>, asked: &Demo) -> anyhow::Result<()> {
    if asked.walk {
        return walk::play(&stage).await;
    }
    println!("Connecting a simulated Rackbeat and two simulated shops …");
    Customer::join(&stage, &mut Steps::silent()).await?;
    play::serve(stage, asked.play).await
}
