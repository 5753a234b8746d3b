// A process that is measured: started with its orders on stdin and its answers on stdout, watched from outside, ended with us.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowball::bench::feed {

class Child {
public:
    /// `log`: file that takes what it complains about. It runs on every core but the last, which is the load client's.
    Child(const std::vector<std::string>& words, const std::string& log);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void write(std::string_view text);
    /// A whole line, if one is there.
    [[nodiscard]] std::optional<std::string> read_line();
    /// The first line that begins so, without its beginning; nothing if it does not come within ten seconds.
    [[nodiscard]] std::optional<std::string> wait_for(std::string_view beginning);
    /// Stops it, until it is thawed: who is not measured shall not be in the way.
    void freeze();
    void thaw();

    [[nodiscard]] pid_t id() const { return id_; }
    [[nodiscard]] bool is_there() const;
    /// Time on the processors of all of its threads, in nanoseconds.
    [[nodiscard]] std::int64_t cpu_ns() const;
    [[nodiscard]] std::size_t resident_bytes() const;

private:
    pid_t id_ = -1;
    int orders_ = -1;
    int answers_ = -1;
    std::string heard_;
};

/// This thread on the last core, where there are several.
void take_last_core();

}  // namespace bowball::bench::feed
