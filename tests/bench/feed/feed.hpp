// ./run bench feed [--long]: ten thousand screens, beside a bare server and beside what others would use.
#pragma once
#include <string>

namespace bowball::bench {

/// Three minutes; `is_long`: every server at every size and seven turns of each, twenty minutes.
void bench_feed(const std::string& folder, bool is_long);

}  // namespace bowball::bench
