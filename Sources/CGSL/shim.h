#ifndef LOYALTY_CGSL_SHIM_H
#define LOYALTY_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>

/* GSL's version is a macro and a global char pointer; Swift 6 rejects the latter as shared mutable state. */
static inline const char *loyalty_gsl_version(void) { return GSL_VERSION; }

/* GSL's generators of quasi-random sequences are global pointers, which Swift 6 rejects likewise. */
static inline const gsl_qrng_type *loyalty_qrng_sobol(void) { return gsl_qrng_sobol; }

#endif
