/// Rows of a log customer by customer, by date, those of a day in the order of the file.
struct CustomerOrder {
    /// Numbers of the rows.
    let rows: [Int32]
    /// For each customer the first place in `rows`, and their number as a last entry.
    let firstPlace: [Int]

    /// Counts, then places: two passes over the rows, and a sort of the few that are out of order.
    init<Row>(_ all: [Row], customers: Int, customer: (Row) -> Int32, day: (Row) -> Int32) {
        var first = Array(repeating: 0, count: customers + 1)
        for row in all { first[Int(customer(row)) + 1] += 1 }
        for number in 0..<customers { first[number + 1] += first[number] }
        var next = first
        var order = Array(repeating: Int32(0), count: all.count)
        for (number, row) in all.enumerated() {
            order[next[Int(customer(row))]] = Int32(number)
            next[Int(customer(row))] += 1
        }
        func isBefore(_ a: Int32, _ b: Int32) -> Bool { (day(all[Int(a)]), a) < (day(all[Int(b)]), b) }
        for number in 0..<customers {
            let range = first[number]..<first[number + 1]
            if zip(order[range], order[range].dropFirst()).contains(where: { isBefore($1, $0) }) {
                order[range].sort(by: isBefore)
            }
        }
        (rows, firstPlace) = (order, first)
    }

    /// Numbers of a customer's rows.
    func rows(of customer: Int) -> ArraySlice<Int32> { rows[firstPlace[customer]..<firstPlace[customer + 1]] }
}
