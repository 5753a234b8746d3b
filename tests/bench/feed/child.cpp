#include "bench/feed/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "bench/feed/instant.hpp"

namespace bowball::bench::feed {
namespace {

constexpr std::int64_t patience_ns = 10'000'000'000;

void take_cores(unsigned first, unsigned last) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    for (auto core = first; core <= last; ++core) CPU_SET(core, &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
}

[[noreturn]] void become(const std::vector<std::string>& words, int orders, int answers, const std::string& log) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGPIPE, SIG_DFL);
    if (const auto cores = std::thread::hardware_concurrency(); cores > 1) take_cores(0, cores - 2);
    const auto complaints = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ::dup2(orders, STDIN_FILENO);
    ::dup2(answers, STDOUT_FILENO);
    ::dup2(complaints, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

void take_last_core() {
    if (const auto cores = std::thread::hardware_concurrency(); cores > 1) take_cores(cores - 1, cores - 1);
}

Child::Child(const std::vector<std::string>& words, const std::string& log) {
    int down[2];
    int up[2];
    if (::pipe2(down, O_CLOEXEC) != 0 || ::pipe2(up, O_CLOEXEC) != 0) return;
    id_ = ::fork();
    if (id_ == 0) become(words, down[0], up[1], log);
    ::close(down[0]);
    ::close(up[1]);
    orders_ = down[1];
    answers_ = up[0];
    ::fcntl(answers_, F_SETFL, O_NONBLOCK);
}

Child::~Child() {
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
    ::close(orders_);
    ::close(answers_);
}

void Child::write(std::string_view text) { std::ignore = ::write(orders_, text.data(), text.size()); }

std::optional<std::string> Child::read_line() {
    auto end = heard_.find('\n');
    if (end == std::string::npos) {
        char piece[4096];
        const auto got = ::read(answers_, piece, sizeof piece);
        if (got > 0) heard_.append(piece, static_cast<std::size_t>(got));
        end = heard_.find('\n');
    }
    if (end == std::string::npos) return std::nullopt;
    auto line = heard_.substr(0, end);
    heard_.erase(0, end + 1);
    return line;
}

std::optional<std::string> Child::wait_for(std::string_view beginning) {
    for (const auto end = now_ns() + patience_ns; now_ns() < end && is_there();) {
        const auto line = read_line();
        if (line && line->starts_with(beginning)) return line->substr(beginning.size());
        pollfd ready{answers_, POLLIN, 0};
        if (!line) ::poll(&ready, 1, 50);
    }
    return std::nullopt;
}

void Child::freeze() { ::kill(id_, SIGSTOP); }
void Child::thaw() { ::kill(id_, SIGCONT); }

bool Child::is_there() const {
    siginfo_t ended{};
    return ::waitid(P_PID, static_cast<id_t>(id_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

std::int64_t Child::cpu_ns() const {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(id_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
    return used.tv_sec * std::int64_t{1'000'000'000} + used.tv_nsec;
}

std::size_t Child::resident_bytes() const {
    std::ifstream status{"/proc/" + std::to_string(id_) + "/statm"};
    std::size_t size = 0;
    std::size_t resident = 0;
    status >> size >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace bowball::bench::feed
