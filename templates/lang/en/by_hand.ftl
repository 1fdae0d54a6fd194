### What a person does about an order by hand.
outcome-hand-send-again = Asked for another try.
outcome-hand-send-again-all = Asked for another try of all orders that stood still for the same reason. Number of orders: { $count }.
outcome-hand-put-on-discount = What the order’s total lacks of its lines goes on the discount product.
outcome-hand-included = The order is to be transferred after all. We first look whether it is in Rackbeat already.
outcome-hand-let-go = The link to order { $number } in Rackbeat has been let go of. The order there stands as it stood, and this one is not transferred until somebody asks for it.
outcome-hand-tied = Tied by hand to order { $number } in Rackbeat.
outcome-hand-tied-differs = Tied by hand to order { $number } in Rackbeat although the sums differ: { $shop } in the shop and { $rackbeat } in Rackbeat, without VAT.

## The buttons of an order’s page
order-include-ask = Transfer the order after all …
order-include-text = The order is treated as a new one, and its goods count as in flight from now on. We first look whether it is in Rackbeat already under our reference. If it is, it is tied instead of made anew.
order-include-old-text = The order is from before the shop was connected. If it is in Rackbeat already without our reference, it is entered twice and may be shipped twice. In that case tie it instead.
order-include = Transfer after all
order-tie-ask = The order is in Rackbeat already …
order-tie-text = Type the number of the order in Rackbeat. We read it and show both sums if they differ. Once they are tied, this order follows what happens to that one in Rackbeat, and if that is booked, the goods are reserved there.
order-tie = Tie
order-tie-differs = The sums differ
order-tie-differs-text = Order { $order } in the shop and order { $number } in Rackbeat do not come to the same. Are you sure that they are the same order?
order-tie-heading = The heading of the order in Rackbeat: { $heading }
order-tie-anyway = Tie them anyway
order-tie-not = Do not tie them
order-let-go-ask = Let go of the order in Rackbeat …
order-let-go-text = The order in Rackbeat stays as it is, but we no longer follow it, and this order is not transferred again until somebody asks for it.
order-let-go-booked = It is booked, so Rackbeat reserves the goods until somebody deletes or reopens it there.
order-let-go-draft = It is a draft, so nobody holds the goods back any more. They may be for sale again in every shop.
order-let-go-shipped = It is shipped, so the stock does not change.
order-let-go = Let go of it
order-sum = Sum
order-sums = The sums of both sides
order-sum-shop = Shop
order-sum-rackbeat = Rackbeat
order-sum-without-vat = Without VAT
order-sum-total = With VAT
flash-order-included = Order { $name } will be transferred.
flash-order-tied = The order is tied to order { $name } in Rackbeat.
flash-order-let-go = The link has been let go of. Order { $name } is not transferred until somebody asks for it.
flash-order-otherwise = The order stands otherwise by now. See how it stands.
flash-order-no-number = Type the number of an order in Rackbeat.
flash-order-not-there = Rackbeat has no order { $name }.
flash-order-dropped-there = Order { $name } has been cancelled or deleted in Rackbeat.
flash-order-tied-elsewhere = Order { $name } in Rackbeat is tied to another order already.
flash-order-shop-away = The shop is not connected. Connect it first.
flash-order-rackbeat-away = Rackbeat is not connected. Connect it first.
flash-order-shop-silent = The shop did not answer. Try again in a while.
flash-order-rackbeat-silent = Rackbeat did not answer. Try again in a while.

## Old orders
outcome-old-orders-approved = Old orders are to be transferred. Number: { $count }.
outcome-old-orders-waits = The order is from before the shop was connected and has been picked out. It is transferred when its turn comes.
outcome-old-orders-stopped = The transfer of old orders has been stopped.
outcome-old-orders-done = The old orders have been taken along: { $taken } in all. { $known } were in Rackbeat already, and { $released } are queued to be transferred.
outcome-old-orders-put-back = The transfer of old orders has been stopped. { $released } were queued already, and { $back } have been put back as they were.
