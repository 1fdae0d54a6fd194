### Billing details that are missing: with the customer, in the mail and for operators.
details-missing = Before we can bill the extra shops, you need to fill in this. The shops go on as before meanwhile.
next-shop-details = Fill in the billing details first, so that the invoice is right.

mail-details-subject = Fill in the billing details in Varebro
mail-details-new = You have an extra shop that counts now. Before we can bill it, we need this:
mail-details-held = The invoice for { $first }–{ $last } has not been sent, because this is missing:
mail-details-patience = The shops go on as before meanwhile. The invoice is made when the details are saved.
mail-details-button = Fill in

month-held-title = Waiting for billing details
month-held-text = { $count ->
    [one] One invoice is held back, because details that an invoice must have are missing. The customer has been told by e-mail, and the invoice is made by itself when the details are saved.
   *[other] { $count } invoices are held back, because details that an invoice must have are missing. The customers have been told by e-mail, and the invoices are made by themselves when the details are saved.
}
month-held-lacks = Missing
months-held = { $count ->
    [one] One invoice waits for details
   *[other] { $count } invoices wait for details
}
