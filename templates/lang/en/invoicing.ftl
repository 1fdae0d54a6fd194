# What goes with invoices: the mails, the accountant's file and what is wrong in billing details.

mail-invoice-subject = Invoice { $number } from { $seller }
mail-invoice-text = Here is invoice { $number } from { $seller } for { $total }. It is due on { $due }.
mail-credit-note-subject = Credit note { $number } from { $seller }
mail-credit-note-text = Here is credit note { $number } from { $seller } for { $total }.
mail-invoice-attached = The document is attached as PDF. If your accounting system takes EHF, it is attached as XML too.
mail-invoice-footer = Varebro joins web shops to Rackbeat. This mail was sent to the address in your billing details.

mail-still-counts-subject = { $place } has been out of reach for a week
mail-still-counts-text = Since { $at } we have not reached the shop { $place }. We keep trying, and the shop counts in your subscription for as long as it is connected.
mail-still-counts-remedy = If its address or keys have changed, enter them on the shop's page. If the shop is closed down, disconnect it; then it no longer counts.
mail-still-counts-button = Open the shop

billing-fault-company = Write the company's name.
billing-fault-organisation = The organisation number is not right. Check for a wrong digit.
billing-fault-needs-organisation = Write the company's organisation number. Without it we cannot invoice abroad without VAT.
billing-fault-town = Write the town.
billing-fault-email = Write an e-mail address that the invoice can be sent to.
billing-fault-endpoint = The EHF address is not right. Write the organisation number, or the whole address as in 0192:974760673.
billing-fault-too-long = Some of this is too long. Use at most three address lines and 120 characters in each field.

export-number = Number
export-kind = Document
export-invoice = Invoice
export-credit-note = Credit note
export-issued = Date
export-due = Due
export-credits = Credits invoice
export-first = From
export-last = To
export-customer = Customer
export-organisation = Organisation number
export-country = Country
export-shop-days = Shop days
export-currency = Currency
export-net = Net
export-rate = VAT %
export-vat = VAT
export-total = Total
export-vat-nok = VAT in NOK
export-kid = KID
