#ifndef LOYALTY_CGSL_SHIM_H
#define LOYALTY_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>
#include <stdint.h>

/* GSL's version is a macro and a global char pointer; Swift 6 rejects the latter as shared mutable state. */
static inline const char *loyalty_gsl_version(void) { return GSL_VERSION; }

/* Swift converts with checks that the value fits. These are for values that are known to. */
static inline int64_t loyalty_whole_part(double x) { return (int64_t)x; }
static inline int32_t loyalty_day(double instant) { return (int32_t)instant; }

/* The minimisers' methods are global pointers, which Swift 6 rejects likewise. */
static inline const gsl_multimin_fdfminimizer_type *loyalty_bfgs(void) { return gsl_multimin_fdfminimizer_vector_bfgs2; }
static inline const gsl_multimin_fminimizer_type *loyalty_simplex(void) { return gsl_multimin_fminimizer_nmsimplex2; }

/* GSL's generators of quasi-random sequences are global pointers, which Swift 6 rejects likewise. */
static inline const gsl_qrng_type *loyalty_qrng_sobol(void) { return gsl_qrng_sobol; }

#endif
