//! Who sells, and whether anybody is billed: what stands on every invoice.
use anyhow::{anyhow, bail, ensure};
use app::{
    Email,
    billing::{self, Sales},
};
use domain::{
    invoice::{Abroad, Address, BankAccount, Iban, Seller},
    organisation::OrganisationNumber,
};

use super::{
    parse,
    source::{Name, Source},
};

const BILLING: Name = Name("VAREBRO_BILLING", "on");
const NAME: Name = Name("VAREBRO_SELLER_NAME", "Varebro Drift AS");
const ORGANISATION: Name = Name("VAREBRO_SELLER_ORGANISATION", "974 760 673");
const VAT_REGISTERED: Name = Name("VAREBRO_SELLER_VAT_REGISTERED", "1");
const BUSINESS_REGISTER: Name = Name("VAREBRO_SELLER_BUSINESS_REGISTER", "1");
const ADDRESS: Name = Name("VAREBRO_SELLER_ADDRESS", "Storgata 1; 2. etasje");
const POSTAL_CODE: Name = Name("VAREBRO_SELLER_POSTAL_CODE", "0155");
const CITY: Name = Name("VAREBRO_SELLER_CITY", "Oslo");
const EMAIL: Name = Name("VAREBRO_SELLER_EMAIL", "faktura@varebro.example.com");
const PHONE: Name = Name("VAREBRO_SELLER_PHONE", "+47 22 33 44 55");
const WEB: Name = Name("VAREBRO_SELLER_WEB", "varebro.example.com");
const ACCOUNT: Name = Name("VAREBRO_SELLER_ACCOUNT", "1234.56.78903");
const IBAN: Name = Name("VAREBRO_SELLER_IBAN", "NO93 8601 1117 947");
const BIC: Name = Name("VAREBRO_SELLER_BIC", "DNBANOKKXXX");
const DUE_DAYS: Name = Name("VAREBRO_INVOICE_DUE_DAYS", "14");
const ABROAD: Name = Name("VAREBRO_VAT_ABROAD", "reverse-charge");
const REVERSE_CHARGE_TEXT: Name = Name(
    "VAREBRO_REVERSE_CHARGE_TEXT",
    "Omvendt avgiftsplikt – Merverdiavgift ikke beregnet / Reverse charge",
);

pub(super) const ALL: [Name; 17] = [
    BILLING,
    NAME,
    ORGANISATION,
    VAT_REGISTERED,
    BUSINESS_REGISTER,
    ADDRESS,
    POSTAL_CODE,
    CITY,
    EMAIL,
    PHONE,
    WEB,
    ACCOUNT,
    IBAN,
    BIC,
    DUE_DAYS,
    ABROAD,
    REVERSE_CHARGE_TEXT,
];

/// Bookkeeping asks for these on every invoice.
const NEEDED: [Name; 8] = [
    NAME,
    ORGANISATION,
    VAT_REGISTERED,
    ADDRESS,
    POSTAL_CODE,
    CITY,
    EMAIL,
    ACCOUNT,
];

/// `None` while billing is off. What is set is checked all the same.
pub(super) fn sales(source: &Source) -> anyhow::Result<Option<Sales>> {
    let is_on = source.checked(BILLING, parse::yes_or_no)?.unwrap_or(false);
    let seller = seller(source)?;
    let due_days = source.checked(DUE_DAYS, due_days)?.unwrap_or(14);
    let abroad = source.checked(ABROAD, abroad)?.unwrap_or_default();
    if !is_on {
        return Ok(None);
    }
    let Some(seller) = seller else {
        let missing = NEEDED.iter().filter(|name| source.text(**name).is_none());
        let missing: Vec<_> = missing.map(|name| name.0).collect();
        bail!(
            "{} is on, and an invoice must say what is missing here: {}; docs/settings.md says what each is",
            BILLING.0,
            missing.join(", ")
        );
    };
    Ok(Some(Sales {
        seller,
        due_days,
        abroad,
        reverse_charge_text: source.text(REVERSE_CHARGE_TEXT).map(str::to_owned),
        at_once: billing::AT_ONCE,
    }))
}

/// `None`: something that an invoice needs is missing.
fn seller(source: &Source) -> anyhow::Result<Option<Seller>> {
    let text = |name| source.text(name).map(str::to_owned);
    let organisation = source.checked(ORGANISATION, organisation)?;
    let vat_registered = source.checked(VAT_REGISTERED, parse::yes_or_no)?;
    let in_business_register = source.checked(BUSINESS_REGISTER, parse::yes_or_no)?;
    let email = source.checked(EMAIL, email)?;
    let account = source.checked(ACCOUNT, account)?;
    let (iban, bic) = (source.checked(IBAN, iban)?, source.checked(BIC, bic)?);
    let all = || {
        Some(Seller {
            name: text(NAME)?,
            organisation: organisation?,
            vat_registered: vat_registered?,
            in_business_register: in_business_register.unwrap_or(false),
            address: Address {
                lines: text(ADDRESS)?
                    .split(';')
                    .map(|line| line.trim().to_owned())
                    .collect(),
                postal_code: text(POSTAL_CODE)?,
                city: text(CITY)?,
                country: "NO".to_owned(),
            },
            email: email?,
            phone: text(PHONE),
            web: text(WEB),
            account: account?,
            iban,
            bic,
        })
    };
    Ok(all())
}

fn organisation(text: &str) -> anyhow::Result<OrganisationNumber> {
    let number = OrganisationNumber::parse("NO", text);
    number.ok_or_else(|| anyhow!("is \"{text}\", which is no Norwegian organisation number"))
}

fn email(text: &str) -> anyhow::Result<String> {
    let email = text.parse::<Email>();
    let email = email.map_err(|_| anyhow!("is \"{text}\", which is no e-mail address"))?;
    Ok(email.as_str().to_owned())
}

fn account(text: &str) -> anyhow::Result<BankAccount> {
    let account = BankAccount::parse(text);
    account.ok_or_else(|| anyhow!("is \"{text}\", which is no Norwegian bank account"))
}

fn iban(text: &str) -> anyhow::Result<Iban> {
    Iban::parse(text).ok_or_else(|| anyhow!("is \"{text}\", which is no IBAN"))
}

fn bic(text: &str) -> anyhow::Result<String> {
    let is_right =
        matches!(text.len(), 8 | 11) && text.chars().all(|one| one.is_ascii_alphanumeric());
    ensure!(
        is_right,
        "is \"{text}\", which is no BIC of 8 or 11 letters and digits"
    );
    Ok(text.to_uppercase())
}

fn due_days(text: &str) -> anyhow::Result<u32> {
    let days = text.parse().ok().filter(|days| (1..=90).contains(days));
    days.ok_or_else(|| anyhow!("is \"{text}\", which is no number of days from 1 to 90"))
}

fn abroad(text: &str) -> anyhow::Result<Abroad> {
    match text {
        "reverse-charge" => Ok(Abroad::ReverseCharge),
        "outside-scope" => Ok(Abroad::OutsideScope),
        _ => bail!("is \"{text}\", which is neither reverse-charge nor outside-scope"),
    }
}
