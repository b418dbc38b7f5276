// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evaluator.h"

#include <QThread>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <list>
#include <mutex>

namespace concert {

namespace {

constexpr int slice = 50; // games between two looks at what is asked
constexpr std::array stages{100, 500, Evaluator::mostGames}; // games after which chances are told
constexpr std::size_t mostKept = 1000;                       // positions; about 20 KB each

} // namespace

/// What both threads share is behind the mutex; a job that is being played is the thread's alone,
/// but for `asked`.
class Evaluator::Worker {
public:
    explicit Worker(Evaluator *evaluator)
        : evaluator_(evaluator), thread_(QThread::create([this] { run(); }))
    {
        thread_->setObjectName(QStringLiteral("evaluator"));
        // Not idle: on a busy machine Linux might then stop it for long with the mutex in hand.
        thread_->start(QThread::LowPriority);
    }
    ~Worker()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_->wait();
    }

    void ask(const Position &position)
    {
        {
            const std::lock_guard lock(mutex_);
            auto job = std::ranges::find(jobs_, position, &Job::position);
            if (job == jobs_.end()) {
                makeRoom();
                job = jobs_.emplace(jobs_.end(), position);
            }
            job->asked = ++clock_;
            if (job->chances.games > 0)
                tell(*job);
        }
        wake_.notify_one();
    }

    void forgetWaiting()
    {
        const std::lock_guard lock(mutex_);
        for (Job &job : jobs_)
            job.asked = 0;
    }

private:
    struct Job {
        explicit Job(const Position &at) : position(at), rollouts(Map::standard(), at) {}
        Position position;
        Rollouts rollouts;
        Chances chances;         ///< as told last
        std::uint64_t asked = 0; ///< when; 0: nobody waits for it
        bool isPlayed = false;   ///< the thread is at it now
        std::size_t stage() const
        {
            return static_cast<std::size_t>(std::ranges::upper_bound(stages, rollouts.games()) -
                                            stages.begin());
        }
    };

    /// The job that is played next: with the fewest games, then asked for last. None: end() .
    std::list<Job>::iterator next()
    {
        auto best = jobs_.end();
        for (auto job = jobs_.begin(); job != jobs_.end(); ++job) {
            if (job->asked == 0 || job->stage() == stages.size())
                continue;
            if (best == jobs_.end() || job->stage() < best->stage() ||
                (job->stage() == best->stage() && job->asked > best->asked))
                best = job;
        }
        return best;
    }

    void makeRoom()
    {
        if (jobs_.size() < mostKept)
            return;
        const auto old = std::ranges::find_if(
            jobs_, [](const Job &job) { return job.asked == 0 && !job.isPlayed; });
        if (old != jobs_.end())
            jobs_.erase(old);
    }

    /// With the mutex locked.
    void tell(const Job &job)
    {
        QMetaObject::invokeMethod(
            evaluator_,
            [evaluator = evaluator_, position = job.position, chances = job.chances] {
                Q_EMIT evaluator->evaluated(position, chances);
            },
            Qt::QueuedConnection);
    }

    void run()
    {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            const auto job = next();
            if (job == jobs_.end()) {
                wake_.wait(lock);
                continue;
            }
            const std::size_t before = job->stage();
            job->isPlayed = true;
            lock.unlock();
            job->rollouts.play(slice);
            lock.lock();
            job->isPlayed = false;
            if (job->stage() == before)
                continue;
            job->chances = job->rollouts.chances();
            if (job->asked > 0)
                tell(*job);
        }
    }

    Evaluator *evaluator_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::list<Job> jobs_;
    std::uint64_t clock_ = 0;
    bool stopping_ = false;
    std::unique_ptr<QThread> thread_; // last: it starts at once
};

Evaluator::Evaluator(QObject *parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {}

Evaluator::~Evaluator() = default;

void Evaluator::evaluate(const Position &position)
{
    worker_->ask(position);
}

void Evaluator::forgetWaiting()
{
    worker_->forgetWaiting();
}

} // namespace concert
