//! A customer invoice or a credit note in the books, and how it is shown.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    books::{Books, stamp},
    call::number,
    order::{Line, cents},
    reply::No,
};

#[derive(Clone, Debug)]
pub struct Invoice {
    pub number: i64,
    /// The order it was made of.
    pub order: Option<i64>,
    /// Of a credit note: the invoice that it credits.
    pub credits: Option<i64>,
    pub customer: i64,
    pub heading: Option<String>,
    pub currency: String,
    pub vat_zone: String,
    /// Of a credit note as of an invoice: pieces and prices as they were sold.
    pub lines: Vec<Line>,
    pub booked_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Invoice {
    pub fn is_creditnote(&self) -> bool {
        self.credits.is_some()
    }

    pub fn is_booked(&self) -> bool {
        self.booked_at.is_some()
    }

    /// Without VAT.
    pub fn subtotal(&self) -> Decimal {
        self.lines.iter().map(Line::total).sum()
    }

    pub fn vat(&self) -> Decimal {
        let of_line = |line: &Line| line.total() * line.vat_percentage / Decimal::ONE_HUNDRED;
        cents(self.lines.iter().map(of_line).sum())
    }
}

impl Books {
    pub fn invoice(&self, number: i64) -> Result<&Invoice, No> {
        self.invoices.get(&number).ok_or_else(No::not_found)
    }

    /// Makes an invoice of a booked order: all of it, once. What is `shipped_only` must have left first.
    pub fn invoice_order(
        &mut self,
        order: i64,
        is_booked: bool,
        shipped_only: bool,
        now: DateTime<Utc>,
    ) -> Result<i64, No> {
        let found = self.order(order)?;
        let may_be = found.is_booked()
            && !found.is_cancelled()
            && !found.is_invoiced()
            && !found.lines.is_empty()
            && (found.is_shipped() || !shipped_only);
        if !may_be {
            return Err(No::invalid(
                "order",
                "The order cannot be invoiced as it is.",
            ));
        }
        let found = found.clone();
        let invoice = Invoice {
            number: self.next_invoice_number(),
            order: Some(order),
            credits: None,
            customer: found.customer,
            heading: found.heading,
            currency: found.currency,
            vat_zone: found.vat_zone,
            lines: found.lines,
            booked_at: is_booked.then_some(now),
            created_at: now,
            updated_at: now,
        };
        let number = invoice.number;
        self.invoices.insert(number, invoice);
        if let Some(order) = self.orders.get_mut(&order) {
            order.invoiced_at = Some(now);
            order.updated_at = now;
        }
        Ok(number)
    }

    pub fn book_invoice(&mut self, number: i64, now: DateTime<Utc>) -> Result<(), No> {
        let invoice = self.invoices.get_mut(&number).ok_or_else(No::not_found)?;
        if invoice.booked_at.replace(now).is_some() {
            return Err(No::invalid("invoice", "The invoice is booked already."));
        }
        invoice.updated_at = now;
        Ok(())
    }

    pub fn show_invoice(&self, invoice: &Invoice, with_lines: bool) -> Value {
        let (subtotal, vat) = (invoice.subtotal(), invoice.vat());
        let customer = self.customers.get(&invoice.customer);
        let orders: Vec<i64> = invoice.order.into_iter().collect();
        let mut shown = json!({
            "number": invoice.number, "invoice_date": invoice.created_at.date_naive(),
            "due_date": invoice.created_at.date_naive(), "heading": invoice.heading,
            "currency": invoice.currency, "currency_rate": 100, "vat_zone": invoice.vat_zone,
            "total_subtotal": number(subtotal), "total_vat": number(vat), "total_total": number(subtotal + vat),
            "is_creditnote": invoice.is_creditnote(), "is_booked": invoice.is_booked(),
            "is_paid": false, "is_overpaid": false, "balance": number(subtotal + vat),
            "customer_id": invoice.customer,
            "customer": customer.map(|found| json!({ "number": found["number"], "name": found["name"] })),
            "order_id": invoice.order, "orders": orders,
        });
        if with_lines {
            let lines = invoice.lines.iter();
            shown["lines"] = lines.map(|line| self.show_line(line)).collect();
        }
        shown["created_at"] = stamp(invoice.created_at);
        shown["updated_at"] = stamp(invoice.updated_at);
        shown["self"] = json!(format!(
            "https://app.rackbeat.com/api/customer-invoices/{}",
            invoice.number
        ));
        shown
    }
}
