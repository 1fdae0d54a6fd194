### The customers in Rackbeat: what is said about them on an order.
note-organisation-number-wrong = "{ $text }" is not a valid organisation number, so the customer was found by the e-mail address.
note-customer-made = Customer { $number } was created in Rackbeat.
note-customer-contact-left-out = Rackbeat did not accept the e-mail address or the phone number, so they were left out of the new customer.
refusal-customer-refused = Rackbeat would not create the customer: { $text }
refusal-customer-gone = The shared web customer, number { $number }, is no longer in Rackbeat.
remedy-pick-customer = Pick another shared web customer in the settings, and the order is sent by itself.
