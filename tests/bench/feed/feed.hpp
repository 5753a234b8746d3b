// ./run bench feed [--long|--quick|--tls|--limit]: ten thousand screens, beside a bare server and beside what others would use.
#pragma once
#include <string>

namespace bowball::bench {

/// Usual: every server at every size, three to five turns of each. Longer: seven turns, and longer ones. Quick: the same at a tenth of the screens, one turn:
/// whether all of it works, and no figure to be quoted. Tls: that table alone.
/// Limit: ours and the bare server at the most screens, at race pace
/// alone, and bad company: short enough to be repeated under a profiler.
enum class FeedBench { usual, longer, quick, tls, limit };
void bench_feed(const std::string& folder, FeedBench which);

}  // namespace bowball::bench
