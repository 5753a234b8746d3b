// ./run bench feed [--long|--tls]: ten thousand screens, beside a bare server and beside what others would use.
#pragma once
#include <string>

namespace bowball::bench {

/// Usual: three minutes. Long: every server at every size and seven turns of each, twenty minutes. Tls: that table alone.
enum class FeedBench { usual, longer, tls };
void bench_feed(const std::string& folder, FeedBench which);

}  // namespace bowball::bench
