public import LoyaltyModel
