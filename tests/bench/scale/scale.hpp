// ./run bench scale: what a million viewers of one final need, reckoned from what `bench edge` measured, and simulated.
#pragma once
#include <cstddef>

namespace bowball::bench {

/// `viewers`: of the final. Prints every assumption beside what follows from it.
void bench_scale(std::size_t viewers);

}  // namespace bowball::bench
