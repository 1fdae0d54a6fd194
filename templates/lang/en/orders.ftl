### A shop’s orders, and each of them.
orders-title = Orders
orders-empty = No orders yet. Orders that come in the shop from now on show up here within seconds.
orders-none-fit = No orders fit.
orders-state = State
orders-number = Order number
orders-order = Order
orders-placed = Placed
orders-customer = Customer
orders-total = Total
orders-rackbeat = Rackbeat
orders-not-looked-at = The order has been read and will soon be dealt with.
order-title = Order { $order }
order-facts = About the order
order-status = Status in the shop
order-reference = Reference in Rackbeat
order-in-rackbeat = Number in Rackbeat
order-seen = First seen by us
order-in-shop = Open in the shop
order-next-try = Next try: { $at }.
order-tries = What has happened
order-discount = Put the difference on the discount product
order-exclude-ask = The order is not to be transferred …
order-exclude-text = We leave the order alone for good. Its goods no longer count as in flight, so they may be for sale again.
order-exclude = Not to be transferred
flash-order-excluded = Order { $name } will not be transferred.
flash-order-discount = The difference goes on the discount product. We are trying again now.

## Stands on the order in Rackbeat
rackbeat-note-cancelled = Cancelled in the shop
