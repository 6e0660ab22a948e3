/*
 * The yardstick: what a good C programmer would write for this one study, with GSL and nothing else.
 *
 * BG/NBD purchases over 104 weeks, gamma-gamma baskets, one program: a point per unit of money in a lot per month, lots
 * usable for twelve months after their own and spent oldest first, a reward as soon as the balance allows.
 * One arm, no twin, no response. Random numbers from taus2, the quickest generator of GSL.
 * As in the engine, money is integer cents and points are integers. The first purchase, at time 0, is not simulated.
 *
 * Usage: peer CUSTOMERS R ALPHA A B POINTS   (POINTS is 1 with the program, 0 without)
 * Prints one line of JSON.
 */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MONTHS = 24, LOT_LIFE = 12, REWARD_PRICE = 500 };

static const double WEEKS = 104;
static const double SPEND_P = 6.25, SPEND_Q = 3.74, SPEND_GAMMA = 15.44;

typedef struct {
    long purchases[MONTHS], cents[MONTHS];
    long issued[MONTHS], redeemed[MONTHS], expired[MONTHS];
} Totals;

typedef struct {
    long lot[MONTHS]; /* points left of those issued in each month */
    int oldest;       /* no lot before this one holds points */
    long balance;
} Account;

/* Lots whose last usable month lies before `month` are lost. */
static inline void expire(Account *account, int month, Totals *totals) {
    while (account->oldest + LOT_LIFE < month) {
        long lost = account->lot[account->oldest];
        account->lot[account->oldest++] = 0;
        account->balance -= lost;
        totals->expired[month] += lost;
    }
}

/* Takes the price of one reward from the oldest lots. */
static inline void redeem(Account *account, int month, Totals *totals) {
    long due = REWARD_PRICE;
    for (int i = account->oldest; due > 0; i++) {
        long taken = account->lot[i] < due ? account->lot[i] : due;
        account->lot[i] -= taken;
        due -= taken;
    }
    account->balance -= REWARD_PRICE;
    totals->redeemed[month] += REWARD_PRICE;
}

static inline void earn(Account *account, long cents, int month, Totals *totals) {
    expire(account, month, totals);
    long points = cents / 100;
    account->lot[month] += points;
    account->balance += points;
    totals->issued[month] += points;
    while (account->balance >= REWARD_PRICE) redeem(account, month, totals);
}

/* One customer's repeat purchases until the horizon or until the coin says leave. */
static inline void live(gsl_rng *rng, double rate, double leave, double spend, int with_points, Totals *totals) {
    Account account = {0};
    double now = 0;
    do {
        now += gsl_ran_exponential(rng, 1 / rate);
        if (now >= WEEKS) return;
        int month = (int)(now * (MONTHS / WEEKS));
        long cents = (long)(100 * gsl_ran_gamma(rng, SPEND_P, 1 / spend) + 0.5);
        totals->purchases[month]++;
        totals->cents[month] += cents;
        if (with_points) earn(&account, cents, month, totals);
    } while (gsl_rng_uniform(rng) >= leave);
}

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static long sum(const long *months) {
    long total = 0;
    for (int i = 0; i < MONTHS; i++) total += months[i];
    return total;
}

int main(int argc, char **argv) {
    if (argc != 7) {
        fprintf(stderr, "usage: peer CUSTOMERS R ALPHA A B POINTS\n");
        return 64;
    }
    long customers = atol(argv[1]);
    double r = atof(argv[2]), alpha = atof(argv[3]), a = atof(argv[4]), b = atof(argv[5]);
    int with_points = atoi(argv[6]);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(rng, 42);
    static Totals totals;

    double start = seconds_now();
    for (long i = 0; i < customers; i++) {
        double rate = gsl_ran_gamma(rng, r, 1 / alpha);
        double leave = gsl_ran_beta(rng, a, b);
        double spend = gsl_ran_gamma(rng, SPEND_Q, 1 / SPEND_GAMMA);
        live(rng, rate, leave, spend, with_points, &totals);
    }
    double seconds = seconds_now() - start;

    long purchases = sum(totals.purchases);
    printf("{\"customers\": %ld, \"purchases\": %ld, \"revenue\": %.2f, \"issued\": %ld, \"redeemed\": %ld, "
           "\"expired\": %ld, \"seconds\": %.4f, \"ns_per_purchase\": %.3f}\n",
           customers, purchases, (double)sum(totals.cents) / 100, sum(totals.issued), sum(totals.redeemed),
           sum(totals.expired), seconds, seconds * 1e9 / (double)purchases);
    gsl_rng_free(rng);
    return 0;
}
