//! Triggers that keep what must not change: refused by the database, whoever asks.

/// A table, when a trigger refuses, and on what condition about the row.
struct Rule {
    table: &'static str,
    name: &'static str,
    on: &'static str,
    when: Option<&'static str>,
    says: &'static str,
}

const ONLY_ADDED: [&str; 3] = ["shop_ledger", "invoice_events", "invoice_papers"];

const RULES: [Rule; 6] = [
    Rule {
        table: "invoices",
        name: "final_kept",
        on: "UPDATE",
        when: Some("OLD.final_at IS NOT NULL"),
        says: "a final invoice is never changed",
    },
    Rule {
        table: "invoices",
        name: "final_stays",
        on: "DELETE",
        when: Some("OLD.final_at IS NOT NULL"),
        says: "a final invoice is never deleted",
    },
    Rule {
        table: "agreed_prices",
        name: "kept",
        on: "UPDATE",
        when: Some(
            "OLD.ended_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id
             OR NEW.first <> OLD.first OR NEW.monthly <> OLD.monthly OR NEW.who <> OLD.who
             OR NEW.why <> OLD.why OR NEW.agreed_at <> OLD.agreed_at",
        ),
        says: "an agreed price can only be ended, and once",
    },
    Rule {
        table: "agreed_prices",
        name: "stays",
        on: "DELETE",
        when: None,
        says: "an agreed price is never deleted",
    },
    Rule {
        table: "number_series",
        name: "counts_on",
        on: "UPDATE",
        when: Some("NEW.last < OLD.last OR NEW.name <> OLD.name"),
        says: "a number is given once",
    },
    Rule {
        table: "number_series",
        name: "stays",
        on: "DELETE",
        when: None,
        says: "a number is given once",
    },
];

pub(super) fn triggers(is_postgres: bool) -> Vec<String> {
    let only_added = ONLY_ADDED.iter().flat_map(|table| {
        [("UPDATE", "not_changed"), ("DELETE", "not_deleted")].map(|(on, name)| Rule {
            table,
            name,
            on,
            when: None,
            says: "rows are only added",
        })
    });
    let rules: Vec<Rule> = only_added.chain(RULES).collect();
    if !is_postgres {
        return rules.iter().map(in_sqlite).collect();
    }
    let mut all = vec![REFUSE.to_owned()];
    all.extend(rules.iter().map(in_postgres));
    let mut tables: Vec<_> = rules.iter().map(|rule| rule.table).collect();
    tables.dedup();
    all.extend(tables.into_iter().map(not_emptied));
    all
}

/// What it says is the trigger's argument.
const REFUSE: &str = "CREATE FUNCTION refuse_billing() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0]; END $$";

fn in_sqlite(rule: &Rule) -> String {
    let Rule {
        table,
        name,
        on,
        when,
        says,
    } = rule;
    let when = when.map_or_else(String::new, |when| format!("WHEN {when}"));
    format!(
        "CREATE TRIGGER {table}_{name} BEFORE {on} ON {table} {when}
         BEGIN SELECT RAISE(ABORT, '{table}: {says}'); END"
    )
}

fn in_postgres(rule: &Rule) -> String {
    let Rule {
        table,
        name,
        on,
        when,
        says,
    } = rule;
    let when = when.map_or_else(String::new, |when| format!("WHEN ({when})"));
    format!(
        "CREATE TRIGGER {table}_{name} BEFORE {on} ON {table} FOR EACH ROW {when}
         EXECUTE FUNCTION refuse_billing('{says}')"
    )
}

fn not_emptied(table: &str) -> String {
    format!(
        "CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
         EXECUTE FUNCTION refuse_billing('rows are never thrown away')"
    )
}
