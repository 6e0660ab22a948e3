import LoyaltyWorkbench
import Testing

@Test func builds() {}
