//! Published rules of EN 16931 and Peppol BIS Billing 3.0, one test each.
//!
//! Every test reads all the documents, which must follow the rule, and spoils one, which must break it.
//! Rules about fields that we never write (payee, tax representative, allowances, charges, cards, mandates)
//! have nothing to hold here; that we write none is tested where it matters (R040 to R046).
use std::str::FromStr;

use domain::organisation::OrganisationNumber;
use roxmltree::{Document, Node};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::read::{
    ALL, Read,
    Spoil::{self, Add, Cut, Set, Swap},
    all, amount, first, text,
};

fn stands(id: &str, holds: fn(&Read<'_>) -> bool, spoil: Spoil) {
    let follows = |xml: &str| holds(&Read::new(&Document::parse(xml).unwrap()));
    for (name, xml) in ALL.iter() {
        assert!(follows(xml), "{id} is broken by {name}");
    }
    let spoiled = ALL.iter().filter_map(|(_, xml)| spoil.spoiled(xml));
    assert!(
        spoiled.into_iter().any(|xml| !follows(&xml)),
        "{id} is not seen to be broken"
    );
}

macro_rules! rules {
    ($($name:ident $id:literal $spoil:expr, $holds:expr;)*) => {
        $(#[test] fn $name() { stands($id, $holds, $spoil); })*
    };
}

const SELLER: &str = "AccountingSupplierParty/Party";
const BUYER: &str = "AccountingCustomerParty/Party";

fn of(party: &str, path: &str) -> String {
    format!("{party}/{path}")
}

fn each_line(read: &Read<'_>, holds: fn(Node<'_, '_>) -> bool) -> bool {
    read.lines().into_iter().all(holds)
}

fn quantity<'a>(line: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
    first(line, "InvoicedQuantity").or_else(|| first(line, "CreditedQuantity"))
}

fn said<'a>(line: Node<'a, 'a>, path: &str) -> &'a str {
    first(line, path).map_or("", text)
}

rules! {
    br_01_names_its_specification "BR-01" Cut("CustomizationID"), |it| it.has("CustomizationID");
    br_02_has_a_number "BR-02" Cut("ID"), |it| it.has("ID");
    br_03_has_a_date "BR-03" Cut("IssueDate"), |it| it.has("IssueDate");
    br_04_has_a_type "BR-04" Cut("InvoiceTypeCode"), |it| {
        it.has("InvoiceTypeCode") || it.has("CreditNoteTypeCode")
    };
    br_05_has_a_currency "BR-05" Cut("DocumentCurrencyCode"), |it| it.has("DocumentCurrencyCode");
    br_06_names_the_seller "BR-06"
        Cut("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"),
        |it| it.has(&of(SELLER, "PartyLegalEntity/RegistrationName"));
    br_07_names_the_buyer "BR-07"
        Cut("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"),
        |it| it.has(&of(BUYER, "PartyLegalEntity/RegistrationName"));
    br_08_has_the_sellers_address "BR-08" Cut("AccountingSupplierParty/Party/PostalAddress"),
        |it| it.has(&of(SELLER, "PostalAddress"));
    br_09_has_the_sellers_country "BR-09" Cut("AccountingSupplierParty/Party/PostalAddress/Country"),
        |it| it.has(&of(SELLER, "PostalAddress/Country/IdentificationCode"));
    br_10_has_the_buyers_address "BR-10" Cut("AccountingCustomerParty/Party/PostalAddress"),
        |it| it.has(&of(BUYER, "PostalAddress"));
    br_11_has_the_buyers_country "BR-11" Cut("AccountingCustomerParty/Party/PostalAddress/Country"),
        |it| it.has(&of(BUYER, "PostalAddress/Country/IdentificationCode"));
    br_12_sums_its_lines "BR-12" Cut("LegalMonetaryTotal/LineExtensionAmount"),
        |it| it.has("LegalMonetaryTotal/LineExtensionAmount");
    br_13_has_a_net "BR-13" Cut("LegalMonetaryTotal/TaxExclusiveAmount"),
        |it| it.has("LegalMonetaryTotal/TaxExclusiveAmount");
    br_14_has_a_total "BR-14" Cut("LegalMonetaryTotal/TaxInclusiveAmount"),
        |it| it.has("LegalMonetaryTotal/TaxInclusiveAmount");
    br_15_says_what_is_due "BR-15" Cut("LegalMonetaryTotal/PayableAmount"),
        |it| it.has("LegalMonetaryTotal/PayableAmount");
    br_16_has_a_line "BR-16" Cut("InvoiceLine"), |it| !it.lines().is_empty();

    br_21_numbers_its_lines "BR-21" Cut("InvoiceLine/ID"),
        |it| each_line(it, |line| !said(line, "ID").is_empty());
    br_22_says_how_many "BR-22" Cut("InvoiceLine/InvoicedQuantity"),
        |it| each_line(it, |line| quantity(line).is_some());
    br_23_says_of_what "BR-23" Swap(" unitCode=\"DAY\"", ""),
        |it| each_line(it, |line| quantity(line).is_some_and(|it| it.has_attribute("unitCode")));
    br_24_has_a_net_on_each_line "BR-24" Cut("InvoiceLine/LineExtensionAmount"),
        |it| each_line(it, |line| !said(line, "LineExtensionAmount").is_empty());
    br_25_names_what_is_sold "BR-25" Cut("InvoiceLine/Item/Name"),
        |it| each_line(it, |line| !said(line, "Item/Name").is_empty());
    br_26_has_a_price_on_each_line "BR-26" Cut("InvoiceLine/Price/PriceAmount"),
        |it| each_line(it, |line| !said(line, "Price/PriceAmount").is_empty());
    br_27_has_no_price_below_nothing "BR-27" Set("InvoiceLine/Price/PriceAmount", "-149.00"),
        |it| each_line(it, |line| amount(first(line, "Price/PriceAmount")) >= Decimal::ZERO);
    br_29_ends_no_period_before_it_begins "BR-29" Set("InvoicePeriod/EndDate", "2026-10-31"),
        |it| it.text("InvoicePeriod/StartDate") <= it.text("InvoicePeriod/EndDate");
    br_30_ends_no_line_before_it_begins "BR-30" Set("InvoiceLine/InvoicePeriod/EndDate", "2026-10-31"),
        |it| each_line(it, |line| {
            said(line, "InvoicePeriod/StartDate") <= said(line, "InvoicePeriod/EndDate")
        });
    br_45_says_what_is_taxed "BR-45" Cut("TaxTotal/TaxSubtotal/TaxableAmount"),
        |it| it.has("TaxTotal/TaxSubtotal/TaxableAmount");
    br_46_says_the_tax "BR-46" Cut("TaxTotal/TaxSubtotal/TaxAmount"),
        |it| it.has("TaxTotal/TaxSubtotal/TaxAmount");
    br_47_says_by_which_rule "BR-47" Cut("TaxTotal/TaxSubtotal/TaxCategory/ID"),
        |it| it.has("TaxTotal/TaxSubtotal/TaxCategory/ID");
    br_48_says_the_rate "BR-48" Cut("TaxTotal/TaxSubtotal/TaxCategory/Percent"),
        |it| rule(it) == "O" || it.has("TaxTotal/TaxSubtotal/TaxCategory/Percent");
    br_49_says_how_to_pay "BR-49" Cut("PaymentMeans/PaymentMeansCode"),
        |it| it.all("PaymentMeans").is_empty() || it.has("PaymentMeans/PaymentMeansCode");
    br_50_and_61_say_to_which_account "BR-50, BR-61" Cut("PaymentMeans/PayeeFinancialAccount/ID"),
        |it| it.text("PaymentMeans/PaymentMeansCode") != "30"
            || it.has("PaymentMeans/PayeeFinancialAccount/ID");
    br_53_has_the_vat_in_kroner_too "BR-53" Swap("currencyID=\"NOK\"", "currencyID=\"SEK\""), |it| {
        let kept_in = it.text("TaxCurrencyCode");
        let of_it = |node: &Node<'_, '_>| node.attribute("currencyID") == Some(kept_in);
        kept_in.is_empty() || it.all("TaxTotal/TaxAmount").iter().any(of_it)
    };
    br_55_names_the_invoice_it_corrects "BR-55" Cut("BillingReference/InvoiceDocumentReference/ID"),
        |it| it.is_invoice() || it.has("BillingReference/InvoiceDocumentReference/ID");
    br_57_says_in_which_country_it_was_delivered "BR-57"
        Cut("Delivery/DeliveryLocation/Address/Country"),
        |it| it.has("Delivery/DeliveryLocation/Address/Country/IdentificationCode");
    br_62_says_of_what_kind_the_sellers_address_is "BR-62" Swap("schemeID=\"0192\"", ""),
        |it| it.all(&of(SELLER, "EndpointID")).iter().all(|it| it.has_attribute("schemeID"));
    br_63_says_of_what_kind_the_buyers_address_is "BR-63" Swap("schemeID=\"0184\"", ""),
        |it| it.all(&of(BUYER, "EndpointID")).iter().all(|it| it.has_attribute("schemeID"));

    br_co_04_has_a_rule_for_vat_on_each_line "BR-CO-04" Cut("InvoiceLine/Item/ClassifiedTaxCategory/ID"),
        |it| each_line(it, |line| !said(line, "Item/ClassifiedTaxCategory/ID").is_empty());
    br_co_09_has_a_country_before_the_vat_number "BR-CO-09"
        Set("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "974760673MVA"),
        |it| vat_number(it).is_none_or(|number| number.starts_with("NO"));
    br_co_10_adds_its_lines_up "BR-CO-10" Set("LegalMonetaryTotal/LineExtensionAmount", "298.01"),
        |it| it.amount("LegalMonetaryTotal/LineExtensionAmount") == nets(it);
    br_co_13_has_the_lines_for_its_net "BR-CO-13" Set("LegalMonetaryTotal/TaxExclusiveAmount", "298.01"),
        |it| it.amount("LegalMonetaryTotal/TaxExclusiveAmount") == nets(it);
    br_co_14_adds_its_vat_up "BR-CO-14" Set("TaxTotal/TaxAmount", "74.51"),
        |it| it.amount("TaxTotal/TaxAmount") == it.sum("TaxTotal/TaxSubtotal/TaxAmount");
    br_co_15_adds_vat_to_its_net "BR-CO-15" Set("LegalMonetaryTotal/TaxInclusiveAmount", "372.51"),
        |it| it.amount("LegalMonetaryTotal/TaxInclusiveAmount")
            == it.amount("LegalMonetaryTotal/TaxExclusiveAmount") + it.amount("TaxTotal/TaxAmount");
    br_co_16_asks_for_the_total "BR-CO-16" Set("LegalMonetaryTotal/PayableAmount", "373.00"),
        |it| it.amount("LegalMonetaryTotal/PayableAmount")
            == it.amount("LegalMonetaryTotal/TaxInclusiveAmount");
    br_co_17_reckons_its_vat "BR-CO-17" Set("TaxTotal/TaxSubtotal/TaxAmount", "74.49"),
        |it| it.amount("TaxTotal/TaxSubtotal/TaxAmount") == reckoned(it);
    br_co_18_has_a_sum_for_the_rule "BR-CO-18" Cut("TaxTotal/TaxSubtotal"),
        |it| !it.all("TaxTotal/TaxSubtotal").is_empty();
    br_co_25_says_when_or_how_to_pay "BR-CO-25" Cut("DueDate"),
        |it| it.amount("LegalMonetaryTotal/PayableAmount") <= Decimal::ZERO
            || it.has("DueDate") || it.has("PaymentTerms/Note");
    br_co_25_holds_for_credit_notes "BR-CO-25" Cut("PaymentTerms"),
        |it| it.has("DueDate") || it.has("PaymentTerms/Note");
    br_co_26_has_a_number_of_the_seller "BR-CO-26"
        Cut("AccountingSupplierParty/Party/PartyLegalEntity/CompanyID"),
        |it| it.has(&of(SELLER, "PartyLegalEntity/CompanyID"));

    br_s_01_sums_what_has_a_rate "BR-S-01" Set("TaxTotal/TaxSubtotal/TaxCategory/ID", "Z"),
        |it| summed_once(it, "S");
    br_s_02_has_the_sellers_vat_number "BR-S-02" Cut("AccountingSupplierParty/Party/PartyTaxScheme"),
        |it| rule(it) != "S" || vat_number(it).is_some();
    br_s_05_has_a_rate_above_nothing "BR-S-05" Set("InvoiceLine/Item/ClassifiedTaxCategory/Percent", "0"),
        |it| rule(it) != "S" || each_line(it, |line| {
            amount(first(line, "Item/ClassifiedTaxCategory/Percent")) > Decimal::ZERO
        });
    br_s_08_taxes_its_lines "BR-S-08" Set("TaxTotal/TaxSubtotal/TaxableAmount", "297.99"),
        |it| rule(it) != "S" || it.amount("TaxTotal/TaxSubtotal/TaxableAmount") == nets(it);
    br_s_09_takes_its_rate "BR-S-09" Set("TaxTotal/TaxSubtotal/TaxCategory/Percent", "15"),
        |it| rule(it) != "S" || it.amount("TaxTotal/TaxSubtotal/TaxAmount") == reckoned(it);
    br_s_10_has_no_reason_for_no_vat "BR-S-10"
        Add("TaxTotal/TaxSubtotal/TaxCategory/TaxScheme", "<cbc:TaxExemptionReason>No</cbc:TaxExemptionReason>"),
        |it| rule(it) != "S" || !has_reason(it);

    br_ae_01_sums_what_the_buyer_reckons "BR-AE-01" Swap("<cbc:ID>AE</cbc:ID>\n        <cbc:Percent>0</cbc:Percent>\n        <cbc:TaxEx", "<cbc:ID>Z</cbc:ID>\n        <cbc:Percent>0</cbc:Percent>\n        <cbc:TaxEx"),
        |it| summed_once(it, "AE");
    br_ae_02_has_numbers_of_both "BR-AE-02" Cut("AccountingCustomerParty/Party/PartyLegalEntity/CompanyID"),
        |it| rule(it) != "AE"
            || (vat_number(it).is_some() && it.has(&of(BUYER, "PartyLegalEntity/CompanyID")));
    br_ae_05_has_no_rate "BR-AE-05" Set("InvoiceLine/Item/ClassifiedTaxCategory/Percent", "25"),
        |it| rule(it) != "AE" || each_line(it, |line| {
            amount(first(line, "Item/ClassifiedTaxCategory/Percent")).is_zero()
        });
    br_ae_08_sums_its_lines "BR-AE-08" Set("TaxTotal/TaxSubtotal/TaxableAmount", "199.99"),
        |it| rule(it) != "AE" || it.amount("TaxTotal/TaxSubtotal/TaxableAmount") == nets(it);
    br_ae_09_has_no_vat "BR-AE-09" Set("TaxTotal/TaxSubtotal/TaxAmount", "50.00"),
        |it| rule(it) != "AE" || it.amount("TaxTotal/TaxSubtotal/TaxAmount").is_zero();
    br_ae_10_says_why "BR-AE-10" Swap("VATEX-EU-AE", "VATEX-EU-O"),
        |it| rule(it) != "AE"
            || (reason(it) == "VATEX-EU-AE" && it.has("TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReason"));

    br_o_01_sums_what_is_outside "BR-O-01" Set("TaxTotal/TaxSubtotal/TaxCategory/ID", "Z"),
        |it| summed_once(it, "O");
    br_o_02_has_no_vat_number "BR-O-02" Swap(
        "<cbc:CompanyID>Foretaksregisteret</cbc:CompanyID>\n        <cac:TaxScheme>\n          <cbc:ID>TAX",
        "<cbc:CompanyID>NO974760673MVA</cbc:CompanyID>\n        <cac:TaxScheme>\n          <cbc:ID>VAT"),
        |it| rule(it) != "O" || (vat_number(it).is_none() && it.all(&of(BUYER, "PartyTaxScheme")).is_empty());
    br_o_05_has_no_rate "BR-O-05"
        Add("InvoiceLine/Item/ClassifiedTaxCategory/TaxScheme", "<cbc:Percent>0</cbc:Percent>"),
        |it| rule(it) != "O" || each_line(it, |line| {
            first(line, "Item/ClassifiedTaxCategory/Percent").is_none()
        });
    br_o_08_sums_its_lines "BR-O-08" Set("TaxTotal/TaxSubtotal/TaxableAmount", "199.99"),
        |it| rule(it) != "O" || it.amount("TaxTotal/TaxSubtotal/TaxableAmount") == nets(it);
    br_o_09_has_no_vat "BR-O-09" Set("TaxTotal/TaxSubtotal/TaxAmount", "50.00"),
        |it| rule(it) != "O" || it.amount("TaxTotal/TaxSubtotal/TaxAmount").is_zero();
    br_o_10_says_why "BR-O-10" Swap("VATEX-EU-O", "VATEX-EU-AE"),
        |it| rule(it) != "O"
            || (reason(it) == "VATEX-EU-O" && it.has("TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReason"));
    br_o_11_and_12_have_no_other_rule_beside "BR-O-11, BR-O-12"
        Set("InvoiceLine/Item/ClassifiedTaxCategory/ID", "S"),
        |it| it.text("TaxTotal/TaxSubtotal/TaxCategory/ID") != "O" || (it.all("TaxTotal/TaxSubtotal").len() == 1
            && each_line(it, |line| said(line, "Item/ClassifiedTaxCategory/ID") == "O"));

    br_cl_01_is_an_invoice_or_a_credit_note "BR-CL-01" Set("InvoiceTypeCode", "381"),
        |it| it.text(if it.is_invoice() { "InvoiceTypeCode" } else { "CreditNoteTypeCode" })
            == if it.is_invoice() { "380" } else { "381" };
    br_cl_03_and_04_know_the_currency "BR-CL-03, BR-CL-04" Set("DocumentCurrencyCode", "KR"),
        |it| ["NOK", "DKK"].contains(&it.text("DocumentCurrencyCode"))
            && ["", "NOK"].contains(&it.text("TaxCurrencyCode"));
    br_cl_14_spells_countries_with_two_letters "BR-CL-14"
        Set("AccountingCustomerParty/Party/PostalAddress/Country/IdentificationCode", "Norge"),
        |it| it.every("IdentificationCode").into_iter().all(|it| {
            text(it).len() == 2 && text(it).bytes().all(|one| one.is_ascii_uppercase())
        });
    br_cl_16_is_paid_by_transfer "BR-CL-16" Set("PaymentMeans/PaymentMeansCode", "transfer"),
        |it| ["", "30"].contains(&it.text("PaymentMeans/PaymentMeansCode"));
    br_cl_17_and_18_know_the_rule "BR-CL-17, BR-CL-18" Set("TaxTotal/TaxSubtotal/TaxCategory/ID", "X"),
        |it| it.every("TaxCategory").into_iter().chain(it.every("ClassifiedTaxCategory")).all(|it| {
            ["S", "AE", "O"].contains(&said(it, "ID"))
        });
    br_cl_22_knows_the_reason "BR-CL-22" Set("TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReasonCode", "AE"),
        |it| ["", "VATEX-EU-AE", "VATEX-EU-O"].contains(&reason(it));
    br_cl_23_counts_days_or_pieces "BR-CL-23" Swap("unitCode=\"DAY\"", "unitCode=\"days\""),
        |it| each_line(it, |line| quantity(line).is_some_and(|it| {
            ["DAY", "C62"].contains(&it.attribute("unitCode").unwrap_or(""))
        }));
    br_cl_25_knows_the_register "BR-CL-25" Swap("schemeID=\"0192\"", "schemeID=\"NO:ORGNR\""),
        |it| it.every("EndpointID").into_iter().all(|it| {
            ["0192", "0184", "0007", "0088"].contains(&it.attribute("schemeID").unwrap_or(""))
        });
    br_dec_has_two_decimals_and_no_more "BR-DEC-09, -12, -13, -14, -18, -19, -20, -23"
        Set("TaxTotal/TaxAmount", "74.500"),
        |it| it.root().descendants().filter(|it| it.has_attribute("currencyID")).all(|it| {
            Decimal::from_str(text(it)).is_ok_and(|amount| amount.scale() == 2)
        });

    r001_names_its_process "PEPPOL-EN16931-R001" Cut("ProfileID"), |it| it.has("ProfileID");
    r002_has_one_note_at_most "PEPPOL-EN16931-R002" Add("Note", "<cbc:Note>Mer</cbc:Note>"),
        |it| it.all("Note").len() <= 1;
    r003_has_the_buyers_reference "PEPPOL-EN16931-R003" Cut("BuyerReference"),
        |it| it.has("BuyerReference") || it.has("OrderReference/ID");
    r004_follows_bis_billing_3 "PEPPOL-EN16931-R004" Set("CustomizationID", "urn:cen.eu:en16931:2017"),
        |it| it.text("CustomizationID")
            == "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    r005_names_no_second_currency_that_is_the_first "PEPPOL-EN16931-R005" Set("TaxCurrencyCode", "DKK"),
        |it| it.text("TaxCurrencyCode") != it.text("DocumentCurrencyCode");
    r007_is_billing "PEPPOL-EN16931-R007" Set("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:1"),
        |it| it.text("ProfileID") == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
    r008_has_no_empty_field "PEPPOL-EN16931-R008" Set("BuyerReference", " "),
        |it| it.root().descendants().filter(Node::is_element).all(|it| !text(it).is_empty());
    r010_has_the_buyers_electronic_address "PEPPOL-EN16931-R010" Cut("AccountingCustomerParty/Party/EndpointID"),
        |it| it.has(&of(BUYER, "EndpointID"));
    r020_has_the_sellers_electronic_address "PEPPOL-EN16931-R020" Cut("AccountingSupplierParty/Party/EndpointID"),
        |it| it.has(&of(SELLER, "EndpointID"));
    r040_to_r046_have_no_allowance_to_speak_of "PEPPOL-EN16931-R040, -R041, -R042, -R043, -R044, -R046"
        Add("TaxTotal", "<cac:AllowanceCharge/>"), |it| it.every("AllowanceCharge").is_empty();
    r051_is_in_one_currency "PEPPOL-EN16931-R051" Swap("LineExtensionAmount currencyID=\"NOK\"", "LineExtensionAmount currencyID=\"DKK\""),
        |it| {
            let paid_in = it.text("DocumentCurrencyCode");
            let kept_in = |it: &Node<'_, '_>| it.parent().is_some_and(|total| {
                total.tag_name().name() == "TaxTotal" && first(total, "TaxSubtotal").is_none()
            });
            it.root().descendants()
                .filter(|it| it.has_attribute("currencyID") && !kept_in(it))
                .all(|it| it.attribute("currencyID") == Some(paid_in))
        };
    r053_has_one_sum_with_rules "PEPPOL-EN16931-R053" Cut("TaxTotal/TaxSubtotal"),
        |it| with_rules(it, true) == 1;
    r054_has_one_sum_without_for_the_second_currency "PEPPOL-EN16931-R054" Cut("TaxCurrencyCode"),
        |it| with_rules(it, false) == usize::from(it.has("TaxCurrencyCode"));
    r055_has_both_vats_of_one_sign "PEPPOL-EN16931-R055" Swap("<cbc:TaxAmount currencyID=\"NOK\">0.00", "<cbc:TaxAmount currencyID=\"NOK\">-1.00"),
        |it| it.all("TaxTotal/TaxAmount").into_iter().all(|it| amount(Some(it)) >= Decimal::ZERO);
    r061_needs_no_mandate "PEPPOL-EN16931-R061" Set("PaymentMeans/PaymentMeansCode", "49"),
        |it| !["49", "59"].contains(&it.text("PaymentMeans/PaymentMeansCode"))
            || it.has("PaymentMeans/PaymentMandate/ID");
    r110_begins_no_line_before_the_period "PEPPOL-EN16931-R110" Set("InvoiceLine/InvoicePeriod/StartDate", "2026-10-31"),
        |it| it.lines().into_iter().all(|line| {
            let begins = said(line, "InvoicePeriod/StartDate");
            begins.is_empty() || begins >= it.text("InvoicePeriod/StartDate")
        });
    r111_ends_no_line_after_the_period "PEPPOL-EN16931-R111" Set("InvoiceLine/InvoicePeriod/EndDate", "2026-12-01"),
        |it| it.lines().into_iter().all(|line| {
            said(line, "InvoicePeriod/EndDate") <= it.text("InvoicePeriod/EndDate")
        });
    r120_reckons_each_line "PEPPOL-EN16931-R120" Set("InvoiceLine/InvoicedQuantity", "61"),
        |it| each_line(it, |line| {
            let price = amount(first(line, "Price/PriceAmount"));
            let base = amount(first(line, "Price/BaseQuantity"));
            let net = amount(quantity(line)) * price / base;
            (net - amount(first(line, "LineExtensionAmount"))).abs() <= Decimal::new(2, 2)
        });
    r121_has_a_base_above_nothing "PEPPOL-EN16931-R121" Set("InvoiceLine/Price/BaseQuantity", "0"),
        |it| each_line(it, |line| amount(first(line, "Price/BaseQuantity")) > Decimal::ZERO);
    r130_counts_the_base_in_the_same_unit "PEPPOL-EN16931-R130" Swap("<cbc:BaseQuantity unitCode=\"DAY\"", "<cbc:BaseQuantity unitCode=\"MON\""),
        |it| each_line(it, |line| {
            let unit = |node: Option<Node<'_, '_>>| node.and_then(|it| it.attribute("unitCode").map(str::to_owned));
            unit(first(line, "Price/BaseQuantity")) == unit(quantity(line))
        });
    f001_spells_days_as_iso_does "PEPPOL-EN16931-F001" Set("IssueDate", "02.12.2026"),
        |it| it.root().descendants()
            .filter(|it| it.is_element() && it.tag_name().name().ends_with("Date"))
            .all(|it| text(it).len() == 10 && chrono::NaiveDate::from_str(text(it)).is_ok());

    common_r041_has_norwegian_numbers_that_can_be_right "PEPPOL-COMMON-R041"
        Set("AccountingCustomerParty/Party/EndpointID", "923609017"),
        |it| registered(it, "0192", |id| {
            id.len() == 9 && OrganisationNumber::parse("NO", id).is_some()
        });
    common_r042_has_danish_numbers_of_their_form "PEPPOL-COMMON-R042" Swap(">DK13585628<", ">DK1358562<"),
        |it| registered(it, "0184", |id| {
            id.len() == 10 && id.starts_with("DK") && id[2..].bytes().all(|one| one.is_ascii_digit())
        });
    no_r_001_spells_the_vat_number_as_norway_does "NO-R-001"
        Set("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "NO974760674MVA"),
        |it| vat_number(it).is_none_or(|number| {
            number.len() == 14 && number.starts_with("NO") && number.ends_with("MVA")
                && OrganisationNumber::parse("NO", &number[2..11]).is_some()
        });
    no_r_002_says_foretaksregisteret "NO-R-002" Swap("Foretaksregisteret", "Foretaket"),
        |it| {
            let tax = it.all(&of(SELLER, "PartyTaxScheme")).into_iter();
            let tax: Vec<_> = tax.filter(|it| said(*it, "TaxScheme/ID") == "TAX").collect();
            // A sole proprietor need not be in that register.
            tax.len() <= 1 && tax.iter().all(|it| said(*it, "CompanyID") == "Foretaksregisteret")
        };
}

/// The rule of the VAT, as the lines have it.
fn rule<'a>(it: &Read<'a>) -> &'a str {
    let line = it.lines().first().copied();
    line.map_or("", |line| said(line, "Item/ClassifiedTaxCategory/ID"))
}

fn reason<'a>(it: &Read<'a>) -> &'a str {
    it.text("TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReasonCode")
}

fn has_reason(it: &Read<'_>) -> bool {
    !reason(it).is_empty() || it.has("TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReason")
}

fn summed_once(it: &Read<'_>, wanted: &str) -> bool {
    let sums = it.all("TaxTotal/TaxSubtotal/TaxCategory/ID");
    let sums = sums.into_iter().filter(|it| text(*it) == wanted).count();
    sums == usize::from(rule(it) == wanted)
}

fn vat_number<'a>(it: &Read<'a>) -> Option<&'a str> {
    let schemes = it.all(&of(SELLER, "PartyTaxScheme"));
    let vat = schemes
        .into_iter()
        .find(|it| said(*it, "TaxScheme/ID") == "VAT");
    vat.map(|it| said(it, "CompanyID"))
}

fn nets(it: &Read<'_>) -> Decimal {
    let nets = it.lines().into_iter();
    nets.map(|line| amount(first(line, "LineExtensionAmount")))
        .sum()
}

fn reckoned(it: &Read<'_>) -> Decimal {
    let rate = match rule(it) {
        "O" => Decimal::ZERO,
        _ => it.amount("TaxTotal/TaxSubtotal/TaxCategory/Percent"),
    };
    let vat = it.amount("TaxTotal/TaxSubtotal/TaxableAmount") * rate / Decimal::ONE_HUNDRED;
    vat.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn with_rules(it: &Read<'_>, wanted: bool) -> usize {
    let totals = it.all("TaxTotal").into_iter();
    totals
        .filter(|total| all(*total, "TaxSubtotal").is_empty() != wanted)
        .count()
}

fn registered(it: &Read<'_>, scheme: &str, holds: fn(&str) -> bool) -> bool {
    let of_scheme = |it: &Node<'_, '_>| it.attribute("schemeID") == Some(scheme);
    it.root()
        .descendants()
        .filter(of_scheme)
        .all(|it| holds(text(it)))
}
