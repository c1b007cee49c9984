"""Vendure, through its GraphQL Admin API, with an administrator's name and password.

Observed on Vendure 3.7.3: ``updatedAt`` does not move when an order is paid, shipped, delivered or
refunded; baskets are orders too (``active``); a SKU may be there twice; a product and its variant
are made by two calls; orders allocate stock, which leaves the shelf there when they are shipped;
money has two decimals even for đồng, in 32 bits; an order whose payment is only authorised (COD)
stays so while its goods travel; errors come with HTTP 200.
"""
