//! Looking on while the process works: how much memory it takes, when it is to be killed, how far it is.
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use store::import::{Import, State};

use super::{cost, goods::Good, kills::Kills, verdict};
use crate::{database::Database, process::Process, world::World};

/// How finely a moment to kill is met.
const GLANCE: Duration = Duration::from_millis(1);
const LOOK: Duration = Duration::from_millis(250);
const LOOKS: u32 = 4;

pub struct Watch<'a> {
    pub world: &'a World,
    pub database: &'a Database,
    pub goods: &'a [Good],
    process: &'a mut Process,
    kills: Kills,
    /// Batches that were on their way to the shop at the last look, and how often its figures are still to be
    /// looked at because of them.
    written: (u64, u32),
    /// What it showed for a while and should not have.
    shown: Vec<String>,
    /// Of all its lives.
    peak_mb: u64,
    begun: Instant,
    patience: Duration,
}

impl<'a> Watch<'a> {
    pub fn new(
        (world, database): (&'a World, &'a Database),
        goods: &'a [Good],
        process: &'a mut Process,
        kills: Kills,
        patience: Duration,
    ) -> Self {
        Self {
            world,
            database,
            goods,
            process,
            kills,
            written: (0, 0),
            shown: Vec::new(),
            peak_mb: 0,
            begun: Instant::now(),
            patience,
        }
    }

    /// The shop's synchronisation once it is in this state.
    pub async fn until(&mut self, state: State) -> anyhow::Result<Import> {
        let mut looked = Instant::now();
        loop {
            tokio::time::sleep(GLANCE).await;
            self.kill_if_due().await?;
            if looked.elapsed() < LOOK {
                continue;
            }
            looked = Instant::now();
            self.peak_mb()?;
            self.look_at_shop();
            let import = self.import().await?;
            if import.state == state {
                return Ok(import);
            }
            if self.begun.elapsed() > self.patience {
                bail!("it is {:?} still: {:?}", import.state, import.did);
            }
        }
    }

    /// The most memory that it ever had, in MB.
    pub fn peak_mb(&mut self) -> anyhow::Result<u64> {
        self.peak_mb = self.peak_mb.max(peak_mb(self.process.id())?);
        Ok(self.peak_mb)
    }

    pub fn faults(&self) -> Vec<String> {
        let left = self.kills.left();
        let missed = format!("it ended before {left} of the kills");
        let missed = (left > 0).then_some(missed);
        self.shown.iter().cloned().chain(missed).collect()
    }

    /// Several times after each batch, which is counted before it has taken effect.
    fn look_at_shop(&mut self) {
        let written = cost::shop_writes(self.world);
        self.written = match self.written {
            (before, looks) if before == written => (before, looks.saturating_sub(1)),
            _ => (written, LOOKS),
        };
        if self.written.1 > 0 {
            self.shown.extend(verdict::moved(self.world, self.goods));
            self.shown.dedup();
        }
    }

    async fn import(&self) -> anyhow::Result<Import> {
        let (ctx, shop) = (&self.world.ctx, self.world.shops[0].id);
        let view = app::import::latest(ctx, &self.world.tenant(), shop).await?;
        Ok(view.context("no synchronisation")?.import)
    }

    async fn kill_if_due(&mut self) -> anyhow::Result<()> {
        let Some(later) = self.kills.due(self.world.rackbeat.calls()) else {
            return Ok(());
        };
        tokio::time::sleep(later).await;
        self.peak_mb()?;
        self.process.kill();
        self.database.until_worker_is_gone().await?;
        self.process.start_again()
    }
}

/// The most memory that a process ever had, in MB.
pub fn peak_mb(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.context("no VmHWM")?.trim().parse::<u64>()? / 1_024)
}
