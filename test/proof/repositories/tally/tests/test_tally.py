import unittest

from tally import owed, parse_amount, shares


class Amounts(unittest.TestCase):
    def test_amounts_are_read_as_whole_cents(self):
        self.assertEqual(parse_amount('12.50'), 1250)
        self.assertEqual(parse_amount('3'), 300)

    def test_other_texts_are_refused(self):
        with self.assertRaises(ValueError):
            parse_amount('1.5')


class Shares(unittest.TestCase):
    def test_no_cent_is_lost(self):
        self.assertEqual(shares(100, 3), [34, 33, 33])

    def test_who_paid_too_much_gets_it_back(self):
        self.assertEqual(owed({'ann': 300, 'bob': 100}), {'ann': 100, 'bob': -100})


if __name__ == '__main__':
    unittest.main()
