// What bad company costs: the same screens alone, beside others that stopped reading, and while bad clients knock.
#pragma once
#include "bench/feed/table.hpp"

namespace bowball::bench::feed {

/// `screens` that are measured, a ninth as many that stall; `turns` with and without each trouble.
void bench_trouble(std::size_t screens, int turns, const Ground& ground, Aims& aims);

}  // namespace bowball::bench::feed
