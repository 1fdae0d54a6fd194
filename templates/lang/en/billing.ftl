### The customer's pages about subscription, prices and invoices.
nav-subscription = Subscription

subscription-title = Subscription
subscription-price-title = Price
subscription-price = The first shop is free. Each extra shop costs { $price } a month excluding VAT, counted by the day.
subscription-price-how = A shop begins to count 24 hours after it was first connected, and counts up to and including the day it is disconnected. Pausing does not stop the count.
subscription-agreed-free = Agreed: extra shops are free { $days }.
subscription-agreed-price = Agreed price: { $price } a month for each extra shop { $days }.
subscription-days = from { $first } to { $last }
subscription-days-open = from { $first }

subscription-month-title = { $month } so far
subscription-today = Shops that count today
subscription-extra-today = Extra today
subscription-so-far = Up to and including today, excl. VAT
subscription-estimate = Estimate for the whole month, excl. VAT
subscription-estimate-vat = VAT on the estimate
subscription-estimate-total = Estimate to pay
subscription-estimate-how = The estimate takes it that the shops connected now stay for the rest of the month.
subscription-days-title = Day by day
subscription-day = Day
subscription-day-shops = Shops that count
subscription-day-extra = Extra
subscription-day-sum = Sum so far
subscription-day-none = None
subscription-day-same = As the day before
subscription-month-empty = No shop has counted this month.

subscription-invoices-title = Invoices and credit notes
subscription-invoices-none = No invoices yet. With only one shop there are none.
bill-number = Number
bill-kind-invoice = Invoice { $number }
bill-kind-credit-note = Credit note { $number }
bill-period = Month
bill-due = Due
bill-total = To pay
bill-state = Status
bill-papers = Download
bill-pdf = PDF
bill-xml = XML (EHF)
flash-paper-not-made = The document is being made. Try again in a minute.
bill-state-final = Final
bill-state-sent = Sent
bill-state-paid = Paid
bill-state-overdue = Overdue
bill-state-credited = Credited
bill-state-credit-note = Credit note

flash-paper-no-xml = EHF cannot be made, because something about the customer is missing. Fill in the billing details, and it comes with the next one.

details-title = Billing details
details-text = This stands on your invoices. They are sent by e-mail; add the EHF address to have them delivered to your accounting as well.
details-name = Company name on the invoice
details-organisation = Organisation number
details-email = E-mail for invoices
details-reference = Your reference
details-reference-hint = Stands on the invoice, such as a department or a name.
details-address = Address
details-address-hint = Street or PO box, at most three lines. May be empty.
details-postal = Postal code
details-city = City
details-endpoint = EHF address
details-endpoint-hint = The organisation number, or the full address as in 0192:974760673.
details-save = Save
flash-details-saved = The billing details are saved.

next-shop-free = The first shop is free.
next-shop-costs = This and each extra shop costs { $price } a month excluding VAT. It begins to count after 24 hours.
next-shop-waived = By your agreement this shop costs nothing. Normally each extra shop costs { $price } a month excluding VAT.
next-shop-more = See the subscription

## The months
month-name-january = January
month-name-february = February
month-name-march = March
month-name-april = April
month-name-may = May
month-name-june = June
month-name-july = July
month-name-august = August
month-name-september = September
month-name-october = October
month-name-november = November
month-name-december = December
