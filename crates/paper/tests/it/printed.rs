//! The PDF, read as a stranger's program would: is everything there that bookkeeping asks for?
use domain::invoice::{Abroad, Credited, Document};

use crate::{build, words::say};

fn pdf(document: &Document) -> Vec<u8> {
    paper::pdf::pdf(document, &say(&document.language)).unwrap()
}

/// All the text, with one blank wherever there was room.
fn printed(document: &Document) -> String {
    let pdf = lopdf::Document::load_mem(&pdf(document)).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(document: &Document) -> usize {
    let pdf = lopdf::Document::load_mem(&pdf(document)).unwrap();
    pdf.get_pages().len()
}

fn has(document: &Document, wanted: &[&str]) {
    let printed = printed(document);
    for text in wanted {
        assert!(printed.contains(text), "{text} is not in: {printed}");
    }
}

/// Bokføringsforskriften § 5-1-1 no. 1: number and date of the document.
#[test]
fn number_and_date_stand_there() {
    has(
        &build::plain(),
        &["Fakturanummer 60224", "Fakturadato 02.12.2026"],
    );
}

/// No. 2, with § 5-1-2: the seller's name and organisation number, followed by MVA.
#[test]
fn the_seller_is_named_with_its_number() {
    has(&build::plain(), &["Varebro AS", "NO 974 760 673 MVA"]);
    let unregistered = printed(&build::unregistered());
    assert!(unregistered.contains("974 760 673"));
    assert!(!unregistered.contains("MVA"), "{unregistered}");
}

/// No. 2, with § 5-1-2: the buyer's name and address, or organisation number.
#[test]
fn the_buyer_is_named_with_its_address_and_number() {
    let wanted = [
        "Kaffebønna & Sønner AS",
        "Bryggen 7",
        "5003 Bergen",
        "923 609 016",
    ];
    has(&build::plain(), &wanted);
    has(
        &build::abroad(Abroad::ReverseCharge),
        &["Smørrebrød ApS", "DK-1051 København K"],
    );
}

/// No. 3: the nature and scope of what was delivered.
#[test]
fn what_was_delivered_stands_there_and_how_much() {
    let wanted = [
        "Ekstra nettbutikker",
        "44 butikkdager × NOK 149,00 per måned ÷ 30 dager",
        "10 butikkdager × NOK 99,00 per måned ÷ 30 dager",
    ];
    has(&build::busy(), &wanted);
}

/// No. 4: time and place of delivery.
#[test]
fn when_and_where_it_was_delivered_stands_there() {
    let wanted = [
        "Leveringsperiode 01.11.2026 – 30.11.2026",
        "Leveringssted Bergen, NO",
    ];
    has(&build::plain(), &wanted);
}

/// No. 5: the price and when it is due.
#[test]
fn price_and_due_date_stand_there() {
    let wanted = ["298,00", "Å betale NOK 372,50", "Forfallsdato 16.12.2026"];
    has(&build::plain(), &wanted);
}

/// No. 6: VAT in Norwegian kroner, what it is reckoned of, and why there is none where there is none.
#[test]
fn vat_stands_there_in_kroner() {
    has(&build::plain(), &["Mva. 25 % av NOK 298,00 74,50"]);
    let wanted = [
        "VAT in Norwegian kroner NOK 0.00",
        "Reverse charge – VAT not charged",
    ];
    has(&build::abroad(Abroad::ReverseCharge), &wanted);
    has(
        &build::abroad(Abroad::OutsideScope),
        &["Sale abroad – VAT not charged"],
    );
    let mut norwegian = build::abroad(Abroad::ReverseCharge);
    norwegian.language = "nb".to_owned();
    has(
        &norwegian,
        &["Omvendt avgiftsplikt – Merverdiavgift ikke beregnet"],
    );
}

#[test]
fn vat_in_another_currency_is_converted_with_its_rate() {
    let mut document = build::abroad(Abroad::ReverseCharge);
    document.vat_by = build::plain().vat_by;
    document.vat = 5_000;
    document.total = 25_000;
    document.language = "nb".to_owned();
    document.vat_in_nok = Some(domain::invoice::VatInNok {
        vat: 7_856,
        rate: Some((
            rust_decimal::Decimal::new(15_711, 4),
            build::day("2026-12-02"),
        )),
    });
    assert_eq!(document.check(), Ok(()));
    has(&document, &["kurs 1,5711 den 02.12.2026 NOK 78,56"]);
}

/// Foretaksregisterloven § 10-2.
#[test]
fn a_company_says_foretaksregisteret() {
    has(&build::plain(), &["Foretaksregisteret"]);
    has(
        &build::abroad(Abroad::ReverseCharge),
        &["Foretaksregisteret"],
    );
    assert!(!printed(&build::unregistered()).contains("Foretaksregisteret"));
}

#[test]
fn who_pays_finds_account_and_kid() {
    has(&build::plain(), &["1234.56.78903", "602243"]);
    assert!(!printed(&build::plain()).contains("IBAN"));
    has(
        &build::abroad(Abroad::ReverseCharge),
        &["NO93 8601 1117 947", "DNBANOKK"],
    );
}

#[test]
fn which_shops_counted_stands_there_day_by_day() {
    let wanted = [
        "01.11.2026 – 09.11.2026 3: Kaffebønna, Tebladet, Kakaobutikken 2 18",
        "10.11.2026 – 15.11.2026 2: Kaffebønna, Tebladet 1 6",
        "16.11.2026 – 30.11.2026 3: Kaffebønna, Tebladet, Krydderskapet 2 30",
        "Til sammen – – 54",
    ];
    has(&build::busy(), &wanted);
}

#[test]
fn a_credit_note_names_the_invoice_that_it_corrects() {
    let note = build::credit(&build::busy(), &Credited::Amount(10_001));
    let wanted = [
        "Kreditnota",
        "Kreditnotanummer 60225",
        "Gjelder faktura 60224 av 02.12.2026",
        "Årsak: Butikken ble koblet til ved en feil",
        "Del av faktura 60224",
        "Til gode NOK 125,01",
    ];
    has(&note, &wanted);
    let printed = printed(&note);
    assert!(
        !printed.contains("KID") && !printed.contains("Forfall"),
        "{printed}"
    );
}

#[test]
fn many_shops_run_over_several_pages_that_are_numbered() {
    let about = build::about(build::seller(), build::norwegian(), Abroad::default(), "nb");
    let long = build::long(about);
    let count = pages(&long);
    assert!((2..=5).contains(&count), "{count} pages");
    let each: Vec<String> = (1..=count)
        .map(|page| format!("Side {page} av {count}"))
        .collect();
    has(&long, &each.iter().map(String::as_str).collect::<Vec<_>>());
    let heads = printed(&long).matches("Dager den telte").count();
    assert!(heads >= 2, "the heads of the table stand on {heads} pages");
    assert_eq!(pages(&build::plain()), 1);
}

#[test]
fn the_same_document_is_the_same_bytes() {
    assert_eq!(pdf(&build::busy()), pdf(&build::busy()));
}

#[test]
fn thousands_stand_apart() {
    let mut document = build::plain();
    for (language, wanted) in [("nb", "NOK 1 234 567,89"), ("en", "NOK 1,234,567.89")] {
        document.total = 123_456_789;
        document.language = language.to_owned();
        has(&document, &[wanted]);
    }
}

/// Archives refuse letters that the typeface lacks, and one shop's name must not stop its invoice.
#[test]
fn any_name_can_be_printed() {
    let mut document = build::plain();
    document.shops[0].name =
        "喫茶店 ☕\u{200d}\u{fe0f} \u{e000}\u{0}\u{ad} שלום Žižek Ω Я".to_owned();
    document.buyer.name = "Donaudampfschifffahrtsgesellschaft".repeat(9);
    document.buyer.reference = Some(String::new());
    has(&document, &["Žižek Ω Я"]);
}

#[test]
fn it_is_made_for_archives_and_for_screen_readers() {
    let bytes = pdf(&build::plain());
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"nb");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = pdf.get_object(metadata).unwrap().as_stream().unwrap();
    let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
    for wanted in [
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "<pdfuaid:part>1<",
        "Faktura 60224",
    ] {
        assert!(metadata.contains(wanted), "{wanted} is not in: {metadata}");
    }
}
