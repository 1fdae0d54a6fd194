//! The rows as a file for a spreadsheet, in the reader's language.
use bytes::Bytes;
use domain::{import::Act, quantity};
use futures::{Stream, stream};
use store::{
    ImportId, Tenant,
    import::{self, Filter, Import, Row, Step},
};

use crate::{
    Language, Words,
    sheet::{self, comma, safe},
};

/// Rows read at a time.
const PAGE: u32 = 1000;

/// Where the reading is.
struct Reading {
    tenant: Tenant,
    import: ImportId,
    filter: Filter,
    words: Words,
    /// `None`: the heads come first.
    after: Option<i64>,
}

/// A page at a time, for a spreadsheet.
pub fn csv(
    tenant: &Tenant,
    import: &Import,
    filter: Filter,
    language: Language,
) -> impl Stream<Item = store::Result<Bytes>> + use<> {
    let reading = Reading {
        tenant: tenant.clone(),
        import: import.id,
        filter,
        words: Words::new(language),
        after: None,
    };
    stream::try_unfold(reading, Reading::next)
}

const HEADS: [&str; 9] = [
    "import-head-sku",
    "import-head-name",
    "import-head-act",
    "import-head-reason",
    "import-head-shop",
    "import-head-sold",
    "import-head-rackbeat",
    "import-head-becomes",
    "import-head-step",
];

impl Reading {
    async fn next(mut self) -> store::Result<Option<(Bytes, Self)>> {
        let Some(after) = self.after else {
            self.after = Some(0);
            let head = sheet::head(HEADS.map(|key| self.words.say(key)));
            return Ok(Some((Bytes::from(head), self)));
        };
        let rows = import::page(&self.tenant, self.import, self.filter, after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        self.after = Some(last.seq);
        let text = sheet::rows(rows.iter().map(|row| cells(row, &self.words)));
        Ok(Some((Bytes::from(text), self)))
    }
}

fn cells(row: &Row, words: &Words) -> [String; 9] {
    let reason = row
        .reason
        .as_ref()
        .map(|reason| words.sentence(&reason.sentence()));
    let becomes = row
        .target
        .filter(|_| row.wants_level || row.leveled_at.is_some());
    [
        safe(&row.sku),
        safe(&row.name),
        words.say(act(row.act)),
        safe(&reason.unwrap_or_default()),
        pieces(row.shop_says),
        pieces(Some(row.reduced).filter(|many| *many != 0)),
        pieces(row.on_hand),
        pieces(becomes),
        words.say(step(row)),
    ]
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Link => "import-act-link",
        Act::Create => "import-act-create",
        Act::Skip => "import-act-skip",
    }
}

fn step(row: &Row) -> &'static str {
    match row.step {
        Step::Seen => "import-step-seen",
        Step::Waiting => "import-step-waiting",
        Step::Creating | Step::Made | Step::Adjusting | Step::Adjusted | Step::Booking => {
            "import-step-begun"
        }
        Step::Done if row.leveled_at.is_some() => "import-step-leveled",
        Step::Done if row.created_at.is_some() => "import-step-created",
        Step::Done => "import-step-done",
        Step::Skipped => "import-step-skipped",
        Step::Failed => "import-step-failed",
    }
}

fn pieces(thousandths: Option<i64>) -> String {
    let shown = |many| comma(quantity::from_thousandths(many).normalize());
    thousandths.map_or_else(String::new, shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_a_comma() {
        assert_eq!(pieces(Some(1_500)), "1,5");
        assert_eq!(pieces(Some(15_000)), "15");
        assert_eq!(pieces(None), "");
    }
}
