"""The supply-chain map: standard links of an industry, who supplies whom, what hangs on a firm.

A *chain* is a dated list of links of one industry, upstream to downstream, with what feeds what. A
*tie* says that a buyer takes a product of a link from a supplier, with the share of the buyer's
purchases of that product, or without it: unknown shares make every figure a range, never a guess.
"""
