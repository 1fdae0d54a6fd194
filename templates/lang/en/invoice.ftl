# Invoices and credit notes, on paper and in EHF.
invoice-title = Invoice
invoice-number = Invoice number
invoice-file = invoice-{ $number }
invoice-issued = Invoice date
invoice-credit-title = Credit note
invoice-credit-number = Credit note number
invoice-credit-file = credit-note-{ $number }
invoice-credit-issued = Credit note date
invoice-corrects = Corrects
invoice-corrects-invoice = invoice { $number } of { $day }
invoice-reason = Reason
invoice-due = Due date
invoice-period = Delivery period
invoice-place = Place of delivery
invoice-reference = Your reference
invoice-kid = Payment ref. (KID)
invoice-account = Account number
invoice-iban = IBAN
invoice-bic = BIC
invoice-buyer = Customer
invoice-organisation = Org. no. { $number }

invoice-description = Description
invoice-shop-days = Shop days
invoice-monthly = Price per month
invoice-amount = Amount
invoice-extra-shops = Extra shops
invoice-counted = { $days }: { $counted ->
    [one] { $counted } shop day
   *[other] { $counted } shop days
} × { $price } per month ÷ { $month } days
invoice-part-of = Part of invoice { $number }

invoice-net = Total excl. VAT
invoice-vat = VAT { $rate }% of { $net }
invoice-no-vat = VAT 0% of { $net }
invoice-total = To pay
invoice-credit-total = In your favour
invoice-vat-in-nok = VAT in Norwegian kroner
invoice-vat-in-nok-rate = VAT in Norwegian kroner, rate { $rate } on { $day }
invoice-reverse-charge = Reverse charge – VAT not charged
invoice-outside-scope = Sale abroad – VAT not charged
invoice-not-registered = The seller is not registered for VAT – VAT not charged
invoice-credited = The amount is set off against invoice { $number } or paid back.

invoice-pay = Payment
invoice-days-title = How the days were counted
invoice-days-text = The first shop is included. Each day we count the others: a shop that is connected for all or part of the day is one shop day. The first 24 hours after it was connected are free.
invoice-days-days = Days
invoice-days-shops = Shops that counted
invoice-days-shop = Shop
invoice-days-counted = Days it counted
invoice-days-extra = Extra
invoice-days-count = Shop days
invoice-days-sum = In total
invoice-page = Page { $page } of { $pages }
